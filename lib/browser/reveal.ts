"use client";

import { type UseMutationResult, useMutation, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import type { AnyRead, AnyWrite } from "@/lib/contract/operation";
import { type CallInput, call, type ProblemError } from "./call";
import { withConfirmation } from "./confirm-identity";
import { invalidate } from "./queries";

/**
 * Carries out an operation that hands out a secret. The secret goes to `onRevealed` and nowhere else: what the mutation
 * keeps is that it happened, and that not for long.
 */
export function useReveal<Operation extends AnyWrite>(
  operation: Operation,
  {
    onRevealed,
    invalidates = [],
  }: { onRevealed: (secret: z.output<Operation["response"]>) => void; invalidates?: readonly AnyRead[] },
): UseMutationResult<void, ProblemError, CallInput<Operation>> {
  const client = useQueryClient();
  return useMutation<void, ProblemError, CallInput<Operation>>({
    mutationFn: async (input) => {
      const { value } = await withConfirmation(() => call(operation, input));
      onRevealed(value);
    },
    gcTime: 0,
    onSettled: () => invalidate(client, invalidates),
  });
}

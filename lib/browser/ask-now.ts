"use client";

import { useQueryClient } from "@tanstack/react-query";
import type { AnyRead } from "@/lib/contract/operation";
import { type CallInput, call } from "./call";
import { keyOf } from "./queries";

/**
 * Has the vendor asked now, where the server would answer with what it keeps. The answer goes to whoever reads the same;
 * a failure stands in their read, as any other.
 */
export function useAskNow<Operation extends AnyRead>(
  operation: Operation,
  input: CallInput<Operation>,
): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    const queryKey = keyOf(operation, input);
    await client.cancelQueries({ queryKey, exact: true });
    const queryFn = () => call(operation, { ...input, anew: true });
    await client.fetchQuery({ queryKey, queryFn, staleTime: 0 }).catch(() => {});
  };
}

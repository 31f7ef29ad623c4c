"use client";

import {
  keepPreviousData,
  type QueryClient,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { z } from "zod";
import type { AnyOperation, AnyRead, AnyWrite } from "@/lib/contract/operation";
import { type Answered, type CallInput, call, ProblemError } from "./call";
import { withConfirmation } from "./confirm-identity";
import { pausedOptions } from "./paused";

type Output<Operation extends AnyOperation> = z.output<Operation["response"]>;

/** The query key of a read: all answers of an operation share its first member. */
export function keyOf<Operation extends AnyRead>(operation: Operation, input: CallInput<Operation> = {}) {
  return [operation.operationId, input.params ?? {}, input.query ?? {}, input.body ?? {}] as const;
}

interface ReadOptions<Value> {
  enabled?: boolean;
  /**
   * Its reader wants to look in peace: nothing asks for it again by itself, neither the clock nor an event nor a return
   * to the tab. What the reader does goes on asking, and so does the end of the pause.
   */
  paused?: boolean;
  /** Milliseconds to the next poll, worked out from the last answer; false stops polling. */
  pollEveryMs?: (value: Value | undefined) => number | false;
}

export type ReadResult<Value> = UseQueryResult<Answered<Value>, ProblemError>;

/** Reads an operation: rows of the page before stay while the next page loads, and stay while the vendor is away. */
export function useRead<Operation extends AnyRead>(
  operation: Operation,
  input: CallInput<Operation> = {},
  { enabled = true, paused = false, pollEveryMs }: ReadOptions<Output<Operation>> = {},
): ReadResult<Output<Operation>> {
  const read = useQuery<Answered<Output<Operation>>, ProblemError>({
    queryKey: keyOf(operation, input),
    queryFn: ({ signal }) => call(operation, input, signal),
    enabled,
    placeholderData: keepPreviousData,
    refetchInterval:
      paused || pollEveryMs === undefined ? false : (query) => pollEveryMs(query.state.data?.value),
    ...(paused ? pausedOptions : {}),
  });
  useCatchUp(paused, enabled, read.refetch);
  return read;
}

/** Asks at once for what went by during a pause. */
function useCatchUp(paused: boolean, enabled: boolean, refetch: ReadResult<unknown>["refetch"]): void {
  const wasPaused = useRef(paused);
  useEffect(() => {
    if (wasPaused.current && !paused && enabled) void refetch({ cancelRefetch: false });
    wasPaused.current = paused;
  }, [paused, enabled, refetch]);
}

/**
 * Carries an operation out; afterwards everything that `invalidates` names is read anew. For operations that hand out a
 * secret there is `useReveal`.
 */
export function useWrite<Operation extends AnyWrite>(
  operation: Operation,
  { invalidates = [] }: { invalidates?: readonly AnyRead[] } = {},
): UseMutationResult<Output<Operation>, ProblemError, CallInput<Operation>> {
  const client = useQueryClient();
  return useMutation<Output<Operation>, ProblemError, CallInput<Operation>>({
    mutationFn: async (input) => (await withConfirmation(() => call(operation, input))).value,
    // Also after a failure: an unknown outcome may have changed what is shown.
    onSettled: () => invalidate(client, invalidates),
  });
}

/** Has every shown answer of these reads asked for again. */
export function invalidate(client: QueryClient, reads: readonly AnyRead[]): Promise<unknown> {
  return Promise.all(reads.map(({ operationId }) => client.invalidateQueries({ queryKey: [operationId] })));
}

/** The problem document of whatever went wrong, if it is one. */
export function problemOf(error: unknown) {
  return error instanceof ProblemError ? error.problem : undefined;
}

"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { usePollClock } from "@/components/patterns/time/use-poll-clock";
import { type CallInput, call, type ProblemError } from "@/lib/browser/call";
import { usePollFallback } from "@/lib/browser/events";
import { keyOf, useRead, useWrite } from "@/lib/browser/queries";
import { audit } from "@/lib/contract/audit";
import { batches, type CsrCheck, isMoving } from "@/lib/contract/batches";
import { certificateProfiles } from "@/lib/contract/certificate-profiles";
import { nextNewsAtMs, readAgainInMs, restEveryMs, untoldEveryMs } from "./read-pace";

const spendsBalance = { invalidates: [batches.list, batches.attention, certificateProfiles.list] };

export const useCertificateProfiles = () => useRead(certificateProfiles.list);

/** How often to ask while something moves: seldom as long as the server tells of changes. */
const useMovingEveryMs = () => usePollFallback(untoldEveryMs, restEveryMs);

/**
 * Whether a page asks. While it is paused it does not, whatever the server tells of, but for what it has never shown.
 */
function useAsks(paused: boolean, queryKey: readonly unknown[]): boolean {
  const client = useQueryClient();
  return !paused || client.getQueryData(queryKey) === undefined;
}

/** The list of one certificate profile, with its clock; nothing is asked while none is chosen. */
export function useBatches(query: CallInput<typeof batches.list>["query"] | undefined) {
  const movingEveryMs = useMovingEveryMs();
  const clock = usePollClock("batches", restEveryMs);
  const asks = useAsks(clock.paused, keyOf(batches.list, { query }));
  const everyMs = (page: { items: Parameters<typeof isMoving>[0][] } | undefined) =>
    page?.items.some(isMoving) ? movingEveryMs : restEveryMs;
  const read = useRead(
    batches.list,
    { query },
    { enabled: query !== undefined && asks, pollEveryMs: (page) => (clock.paused ? false : everyMs(page)) },
  );
  const heardAtMs = Math.max(read.dataUpdatedAt, read.errorUpdatedAt);
  return { read, clock, nextAtMs: heardAtMs + everyMs(read.data?.value) };
}

/** One batch, with its clock: as long as it is watched, that of the watch. */
export function useBatch(batchId: number) {
  const client = useQueryClient();
  const input = { params: { batchId } };
  const queryKey = keyOf(batches.get, input);
  const movingEveryMs = useMovingEveryMs();
  const clock = usePollClock("batch", restEveryMs);
  const read = useRead(batches.get, input, {
    enabled: useAsks(clock.paused, queryKey),
    pollEveryMs: (batch) => (clock.paused ? false : readAgainInMs(batch, movingEveryMs, Date.now())),
  });
  const heardAtMs = Math.max(read.dataUpdatedAt, read.errorUpdatedAt);
  return {
    read,
    clock,
    nextAtMs: nextNewsAtMs(read.data?.value, movingEveryMs, heardAtMs),
    /** Has Sectigo asked now. A failure stands in the read, as any other. */
    async askNow(): Promise<void> {
      await client.cancelQueries({ queryKey, exact: true });
      const queryFn = () => call(batches.get, { ...input, anew: true });
      await client.fetchQuery({ queryKey, queryFn, staleTime: 0 }).catch(() => {});
    },
  };
}

const asked = (certificateProfileId: number | undefined) =>
  [
    { params: { certificateProfileId: certificateProfileId ?? 0 } },
    { enabled: certificateProfileId !== undefined },
  ] as const;

export const useGenerators = (certificateProfileId: number | undefined) =>
  useRead(certificateProfiles.generators, ...asked(certificateProfileId));

export const useProfileParameters = (certificateProfileId: number | undefined) =>
  useRead(certificateProfiles.parameters, ...asked(certificateProfileId));

export const useOrderFromGenerator = () => useWrite(batches.createFromGenerator, spendsBalance);
export const useOrderFromCsrs = () => useWrite(batches.createFromCsrs, spendsBalance);

/** Checks a file of CSRs. A read, but one that is asked for by a press and never by itself. */
export const useCheckCsrs = () =>
  useMutation<CsrCheck, ProblemError, Blob>({
    mutationFn: async (file) => (await call(batches.checkCsrs, { file })).value,
  });

/** The audit rows about one subject, newest first. */
export const useBatchHistory = (subjectId: string, enabled: boolean, paused: boolean) =>
  useRead(
    audit.list,
    { query: { subjectType: "batch", subjectId, size: 200 } },
    { enabled, pollEveryMs: () => (paused ? false : untoldEveryMs) },
  );

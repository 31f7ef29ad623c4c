"use client";

import { useMutation } from "@tanstack/react-query";
import { type CallInput, call, type ProblemError } from "@/lib/browser/call";
import { type ReadResult, useRead, useWrite } from "@/lib/browser/queries";
import { audit } from "@/lib/contract/audit";
import { type Batch, batches, type CsrCheck } from "@/lib/contract/batches";
import { certificateProfiles } from "@/lib/contract/certificate-profiles";

const spendsBalance = { invalidates: [batches.list, batches.attention, certificateProfiles.list] };

export const useCertificateProfiles = () => useRead(certificateProfiles.list);

/** The list of one certificate profile; nothing is asked while none is chosen. */
export const useBatches = (
  query: CallInput<typeof batches.list>["query"] | undefined,
  pollEveryMs: number | false,
) => useRead(batches.list, { query }, { enabled: query !== undefined, pollEveryMs: () => pollEveryMs });

export const useBatch = (batchId: number, pollEveryMs: number | false): ReadResult<Batch> =>
  useRead(batches.get, { params: { batchId } }, { pollEveryMs: () => pollEveryMs });

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
export const useBatchHistory = (subjectId: string, enabled: boolean, pollEveryMs: number | false) =>
  useRead(
    audit.list,
    { query: { subjectType: "batch", subjectId, size: 200 } },
    { enabled, pollEveryMs: () => pollEveryMs },
  );

"use client";

import { useEffect } from "react";
import { useRead, useWrite } from "@/lib/browser/queries";
import { audit } from "@/lib/contract/audit";
import { rootCas } from "@/lib/contract/root-cas";

const asked = (caName: string) => ({ params: { caName } });

export const useRootCas = (page: number, pollEveryMs: number | false) =>
  useRead(rootCas.list, { query: { page } }, { pollEveryMs: () => pollEveryMs });

export const useRootCa = (caName: string, pollEveryMs: number | false) =>
  useRead(rootCas.get, asked(caName), { pollEveryMs: () => pollEveryMs });

export const useRootCaDevices = (caName: string, page: number, pollEveryMs: number | false) =>
  useRead(rootCas.devices, { ...asked(caName), query: { page } }, { pollEveryMs: () => pollEveryMs });

/**
 * What keeps it from being deleted. Dozens of calls to the vendor, so it is asked for only when somebody wants to delete
 * it, and then anew each time: people come back after they have freed it.
 */
export function useHolders(caName: string, enabled: boolean) {
  const read = useRead(rootCas.holders, asked(caName), { enabled });
  const { refetch } = read;
  useEffect(() => {
    if (enabled) void refetch({ cancelRefetch: false });
  }, [enabled, refetch]);
  return read;
}

/** Fetches the list from the vendor. A list is good for days: it is asked for when somebody looks, and not by a clock. */
export const useRevocationList = (caName: string) => useRead(rootCas.crl, asked(caName));

export const useRevocationListHistory = (caName: string, page: number) =>
  useRead(rootCas.crlHistory, { ...asked(caName), query: { page } });

export const useCreateRootCa = () => useWrite(rootCas.create, { invalidates: [rootCas.list] });
export const useChangeRenewal = () => useWrite(rootCas.update, { invalidates: [rootCas.list, rootCas.get] });
export const useDeleteRootCa = () => useWrite(rootCas.delete, { invalidates: [rootCas.list] });
export const useProvePossession = () => useWrite(rootCas.popCertificate);

/** The audit rows about it, newest first. */
export const useRootCaActivity = (caName: string, enabled: boolean) =>
  useRead(audit.list, { query: { subjectType: "rootCa", subjectId: caName, size: 200 } }, { enabled });

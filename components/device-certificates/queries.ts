"use client";

import { type AllPages, useAllPages } from "@/lib/browser/all-pages";
import { useRead, useWrite } from "@/lib/browser/queries";
import { audit } from "@/lib/contract/audit";
import { deviceCertificates } from "@/lib/contract/device-certificates";
import { devices } from "@/lib/contract/devices";
import { type RootCaInList, rootCas } from "@/lib/contract/root-cas";

export const useCertificates = (page: number, caName: string | null, pollEveryMs: number | false) =>
  useRead(
    deviceCertificates.list,
    { query: { page, caName: caName ?? undefined } },
    { pollEveryMs: () => pollEveryMs },
  );

/** What waits for heartbeats is looked at more often than what rests. */
const pendingEveryMs = 15_000;
const restEveryMs = 60_000;

export const useCertificate = (rotPublicUid: string) =>
  useRead(
    deviceCertificates.get,
    { params: { rotPublicUid } },
    { pollEveryMs: (value) => (value?.pending ? pendingEveryMs : restEveryMs) },
  );

/** A root CA to choose, with its end; null where nobody says it. */
export interface RootCaChoice {
  caName: string;
  endsAt: string | null;
}

/** All root CAs, by name. */
export const useRootCas = (enabled = true) => useAllPages(rootCas.list, { enabled, select: choicesOf });

const choicesOf = ({ items }: AllPages<RootCaInList>): RootCaChoice[] =>
  items
    .map(({ caName, certificate, expiresAt }) => ({ caName, endsAt: certificate?.notAfter ?? expiresAt }))
    .sort((left, right) => left.caName.localeCompare(right.caName, "en"));

const changesCertificates = {
  invalidates: [deviceCertificates.list, deviceCertificates.get, devices.get, devices.list, audit.list],
};

export const useRenew = () => useWrite(deviceCertificates.renew, changesCertificates);
export const useRekey = () => useWrite(deviceCertificates.rekey, changesCertificates);
export const useRemove = () => useWrite(deviceCertificates.remove, changesCertificates);
export const useRevoke = () =>
  useWrite(deviceCertificates.revoke, {
    invalidates: [...changesCertificates.invalidates, rootCas.crl, rootCas.crlHistory],
  });
export const useTransfer = () => useWrite(deviceCertificates.transfer, changesCertificates);

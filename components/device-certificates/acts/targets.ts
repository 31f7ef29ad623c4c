import type { PlanInput } from "@/components/jobs/plan/use-making";
import type { CertificateInList } from "@/lib/contract/device-certificates";
import { listedTargetsMax } from "@/lib/contract/job-kinds";

type CertificatePlan = Extract<PlanInput, { kind: "deviceCertificates.rekey" }>;

/** What an act is about: one certificate, which is acted on at once, or several, for which a plan is made. */
export type ActTargets =
  | { certificate: CertificateInList; count: 1 }
  | { targets: CertificatePlan["targets"]; count: number; caName: string | null };

/** Names a row: a device may stand in the lists of two root CAs. */
export const rowIdOf = ({ rotPublicUid, caName }: CertificateInList) => `${rotPublicUid} ${caName}`;

const uidOfRow = (rowId: string) => rowId.slice(0, rowId.indexOf(" "));

/** The selected rows; undefined when they are too many for one request. */
export function selectedTargets(
  ids: readonly string[],
  rows: readonly CertificateInList[],
  caName: string | null,
): ActTargets | undefined {
  const only = ids.length === 1 ? rows.find((row) => rowIdOf(row) === ids[0]) : undefined;
  if (only !== undefined && only.serialNumber !== null) return { certificate: only, count: 1 };
  const uids = [...new Set(ids.map(uidOfRow))];
  if (uids.length > listedTargetsMax) return undefined;
  return { targets: { from: "list", ids: uids }, count: uids.length, caName };
}

/** All certificates of a root CA, however many. */
export function allOfRootCa(caName: string, count: number): ActTargets {
  return { targets: { from: "rootCa", caName }, count, caName };
}

import { revokedAmong } from "@/lib/domain/device-certificates/revoked-serials";
import type { LookedUp, PlannedRow, Row, RowOutcome, RowsKind } from "@/lib/domain/jobs/kind";
import type { Reading } from "@/lib/vendors/http/permit";
import { ublox } from "@/lib/vendors/ublox/client";
import { revokeDeviceCertificate } from "@/lib/vendors/ublox/device-certificates";
import { sameCertificateSerial } from "@/lib/vendors/ublox/identifiers";
import { readRevocationList } from "@/lib/vendors/ublox/revocation-lists";
import {
  certificateIn,
  certificateJob,
  certificateOf,
  certificateSubject,
  judgeCertificates,
  sendActs,
} from "./device-certificates-rows";

/** Revokes certificates, one in a call. POST /ztp/devicecertificate/revoke */
export const deviceCertificatesRevoke: RowsKind<"deviceCertificates.revoke"> = {
  ...certificateJob,
  kind: "deviceCertificates.revoke",
  action: "deviceCertificates.revoke",
  /** The vendor takes no more. */
  rowsPerCall: 1,
  finishes: "now",
  splits: false,

  title: (_input, targets) => `Revoke ${targets}`,
  facts: ({ reason }) => [{ label: "Reason", value: reason }],
  consequence: () =>
    "On the CRL at once, for ever. They stay on their devices, and your cloud must check the CRL. To take them from the " +
    "devices too, remove them afterwards.",
  does: (_input, row) => `revoke ${certificateIn(row)?.serialNumber ?? "its certificate"}`,
  subject: (_input, rows) => certificateSubject(rows),
  statedReason: ({ reason }) => reason,

  judge: async (reading, _input, rows) => await withoutRevoked(await judgeCertificates(reading, rows)),

  async send(permit, _input, rows) {
    const [row] = rows;
    if (row === undefined) throw new RangeError("a call revokes one certificate");
    const { caName, serialNumber } = certificateOf(row);
    // By its number: a device that has got another certificate since the plan keeps that one.
    const revoke = () => revokeDeviceCertificate(permit, ublox(), { caName, certificate: { serialNumber } });
    await sendActs(permit, rows, { act: "revoke" }, revoke);
    return { state: "done" };
  },

  lookUp: async (reading, _input, rows) => await onRevocationLists(reading, rows),
};

async function withoutRevoked(rows: readonly PlannedRow[]): Promise<PlannedRow[]> {
  const open = rows.filter(({ skip }) => skip === undefined);
  const numbered = (row: PlannedRow) => ({
    rotPublicUid: row.target,
    ...certificateOf({ input: row.input ?? null }),
  });
  const isRevoked = await revokedAmong(open.map(numbered));
  return rows.map((row) => {
    if (row.skip !== undefined || !isRevoked(numbered(row))) return row;
    return { ordinal: row.ordinal, target: row.target, skip: "Its certificate is revoked already." };
  });
}

/** What is revoked stands on the CRL at once: a number that is not on it was not revoked. */
async function onRevocationLists(reading: Reading, rows: readonly Row[]): Promise<LookedUp> {
  const found = new Map<number, RowOutcome | "not_done">();
  for (const row of rows) {
    const { caName, serialNumber } = certificateOf(row);
    const { revokedSerialNumbers } = await readRevocationList(reading, ublox(), { caName });
    const revoked = revokedSerialNumbers.some((number) => sameCertificateSerial(number, serialNumber));
    found.set(row.ordinal, revoked ? { state: "done" } : "not_done");
  }
  return found;
}

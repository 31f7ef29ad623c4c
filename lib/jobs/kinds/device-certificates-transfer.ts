import { exactDay } from "@/lib/domain/device-certificates/day";
import { shrunkEnd } from "@/lib/domain/device-certificates/validity";
import type { RowsKind } from "@/lib/domain/jobs/kind";
import { ublox } from "@/lib/vendors/ublox/client";
import { transferDeviceCertificates } from "@/lib/vendors/ublox/device-certificates";
import { endsOfRootCas } from "./device-certificates-root-cas";
import {
  byRootCa,
  certificateIn,
  certificateJob,
  certificateSubject,
  judgeCertificates,
  lookUpActs,
  sendActs,
} from "./device-certificates-rows";

/** Moves certificates to another root CA. POST /ztp/devicecertificate/rootca/transfer */
export const deviceCertificatesTransfer: RowsKind<"deviceCertificates.transfer"> = {
  ...certificateJob,
  kind: "deviceCertificates.transfer",
  action: "deviceCertificates.transfer",
  commonOf: byRootCa,

  title: ({ toCaName }, targets) => `Move ${targets} to ${toCaName}`,
  facts: ({ toCaName }) => [{ label: "To root CA", value: toCaName }],
  consequence: ({ toCaName }) =>
    `At each device's next heartbeat. Validity capped by ${toCaName}: each row says whether its certificate ends earlier.`,
  does: ({ toCaName }, row) => {
    const certificate = certificateIn(row);
    if (certificate === undefined) return `move to ${toCaName}`;
    const { caName, endsAt } = certificate;
    const shrinks = endsAt === undefined ? "" : `; validity shrinks, ends ${exactDay(endsAt)} at the latest`;
    return `move from ${caName} to ${toCaName}${shrinks}`;
  },
  subject: (_input, rows) => certificateSubject(rows),

  async judge(reading, { toCaName }, rows) {
    const ends = await endsOfRootCas(reading);
    const against = aboutTarget(toCaName, ends);
    if (against !== undefined) return rows.map((row) => ({ ...row, skip: against }));
    return await judgeCertificates(reading, rows, ({ certificate }) => {
      if (certificate.caName === toCaName)
        return { skip: `It carries a certificate of ${toCaName} already.` };
      const endsAt = shrunkEnd(certificate.expiresAt, ends.get(toCaName) ?? null);
      return endsAt === null ? {} : { more: { endsAt } };
    });
  },

  send: (permit, { toCaName }, rows) =>
    sendActs(permit, rows, { act: "transfer", toCaName }, ({ caName: fromCaName, rotPublicUids }) =>
      transferDeviceCertificates(permit, ublox(), { fromCaName, toCaName, rotPublicUids }),
    ),

  lookUp: (reading, { toCaName }, rows) =>
    lookUpActs(
      reading,
      rows,
      // The order shows at once where u-blox keeps it among what is wanted of the device.
      ({ certificate, desired }) => (certificate?.caName ?? desired?.zerotouch?.caName) === toCaName,
    ),
};

function aboutTarget(toCaName: string, ends: ReadonlyMap<string, string | null>): string | undefined {
  const endsAt = ends.get(toCaName);
  if (endsAt === undefined) return `u-blox knows no root CA called ${toCaName}.`;
  if (endsAt === null || Date.parse(endsAt) > Date.now()) return undefined;
  return `The root CA ${toCaName} ended ${exactDay(endsAt)}.`;
}

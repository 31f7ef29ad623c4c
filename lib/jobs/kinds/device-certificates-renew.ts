import { aboutValidity } from "@/lib/domain/device-certificates/row-rules";
import type { RowsKind } from "@/lib/domain/jobs/kind";
import { ublox } from "@/lib/vendors/ublox/client";
import { renewDeviceCertificates } from "@/lib/vendors/ublox/device-certificates";
import { sameCertificateSerial } from "@/lib/vendors/ublox/identifiers";
import { endsOfRootCas } from "./device-certificates-root-cas";
import {
  billedEvents,
  byRootCa,
  certificateJob,
  certificateSubject,
  judgeCertificates,
  lookUpActs,
  sendActs,
  underItsCa,
} from "./device-certificates-rows";

const days = (count: number) => `${count.toLocaleString("en-US")} days`;

/** Renews certificates: the same key, a new serial number and end. POST /ztp/devicecertificate/renew */
export const deviceCertificatesRenew: RowsKind<"deviceCertificates.renew"> = {
  ...certificateJob,
  kind: "deviceCertificates.renew",
  action: "deviceCertificates.renew",
  commonOf: byRootCa,

  title: (_input, targets) => `Renew ${targets}`,
  facts: ({ validityDays }) => [
    { label: "Validity", value: `${days(validityDays)}, and never beyond the root CA's end` },
  ],
  consequence: (_input, { planned }) =>
    `Same key, new serial, at each device's next heartbeat. ${billedEvents(planned)}`,
  does: ({ validityDays }, row) => `renew for ${days(validityDays)}${underItsCa(row)}`,
  subject: (_input, rows) => certificateSubject(rows),

  async judge(reading, { validityDays }, rows) {
    const ends = await endsOfRootCas(reading);
    const nowMs = Date.now();
    return await judgeCertificates(reading, rows, ({ certificate: { caName } }) => {
      return { skip: aboutValidity(validityDays, { caName, endsAt: ends.get(caName) ?? null }, nowMs) };
    });
  },

  send: (permit, { validityDays }, rows) =>
    sendActs(permit, rows, { act: "renew" }, ({ caName, rotPublicUids }) =>
      renewDeviceCertificates(permit, ublox(), { caName, validityDays, certificates: { rotPublicUids } }),
    ),

  lookUp: (reading, _input, rows) =>
    lookUpActs(
      reading,
      rows,
      ({ certificate }, { caName, serialNumber }) =>
        certificate?.caName === caName && !sameCertificateSerial(certificate.serialNumber, serialNumber),
    ),
};

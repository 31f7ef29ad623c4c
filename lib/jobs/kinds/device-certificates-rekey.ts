import type { RowsKind } from "@/lib/domain/jobs/kind";
import { ublox } from "@/lib/vendors/ublox/client";
import { rekeyDeviceCertificates } from "@/lib/vendors/ublox/device-certificates";
import { sameCertificateSerial } from "@/lib/vendors/ublox/identifiers";
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

/** Re-keys certificates, in two heartbeats. POST /ztp/devicecertificate/update */
export const deviceCertificatesRekey: RowsKind<"deviceCertificates.rekey"> = {
  ...certificateJob,
  kind: "deviceCertificates.rekey",
  action: "deviceCertificates.rekey",
  commonOf: byRootCa,

  title: (_input, targets) => `Re-key ${targets}`,
  facts: () => [],
  consequence: (_input, { planned }) =>
    `Two heartbeats. No certificate in between: devices cannot prove who they are from the first to the second. ${billedEvents(planned)}`,
  does: (_input, row) => `re-key${underItsCa(row)}`,
  subject: (_input, rows) => certificateSubject(rows),

  judge: (reading, _input, rows) => judgeCertificates(reading, rows),

  send: (permit, _input, rows) =>
    sendActs(permit, rows, { act: "rekey" }, ({ caName, rotPublicUids }) =>
      rekeyDeviceCertificates(permit, ublox(), { caName, certificates: { rotPublicUids } }),
    ),

  lookUp: (reading, _input, rows) =>
    lookUpActs(
      reading,
      rows,
      ({ certificate }, { serialNumber }) =>
        // Without one the first heartbeat is through.
        certificate === null || !sameCertificateSerial(certificate.serialNumber, serialNumber),
    ),
};

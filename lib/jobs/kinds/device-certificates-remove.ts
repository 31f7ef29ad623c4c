import type { RowsKind } from "@/lib/domain/jobs/kind";
import { ublox } from "@/lib/vendors/ublox/client";
import { removeDeviceCertificates } from "@/lib/vendors/ublox/device-certificates";
import {
  certificateIn,
  certificateJob,
  certificateSubject,
  judgeCertificates,
  lookUpActs,
  sendActs,
} from "./device-certificates-rows";

/** Has certificates and their keys removed from devices. POST /ztp/devicecertificate/delete */
export const deviceCertificatesRemove: RowsKind<"deviceCertificates.remove"> = {
  ...certificateJob,
  kind: "deviceCertificates.remove",
  action: "deviceCertificates.remove",

  title: (_input, targets) => `Remove ${targets} from devices`,
  facts: () => [],
  consequence: () =>
    "Key and certificate leave each device at its next heartbeat. Does not revoke: whoever has a copy of a key can use " +
    "its certificate until it ends.",
  does: (_input, row) => `remove ${certificateIn(row)?.serialNumber ?? "its certificate"}`,
  subject: (_input, rows) => certificateSubject(rows),

  judge: (reading, _input, rows) => judgeCertificates(reading, rows),

  send: (permit, _input, rows) =>
    sendActs(permit, rows, { act: "remove" }, ({ rotPublicUids }) =>
      removeDeviceCertificates(permit, ublox(), { rotPublicUids }),
    ),

  lookUp: (reading, _input, rows) => lookUpActs(reading, rows, ({ certificate }) => certificate === null),
};

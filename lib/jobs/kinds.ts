import "server-only";
import type { JobKinds } from "@/lib/domain/jobs/kind";
import { auditExport } from "./kinds/audit-export";
import { batchesExport } from "./kinds/batches-export";
import { deviceCertificatesExport } from "./kinds/device-certificates-export";
import { deviceCertificatesRekey } from "./kinds/device-certificates-rekey";
import { deviceCertificatesRemove } from "./kinds/device-certificates-remove";
import { deviceCertificatesRenew } from "./kinds/device-certificates-renew";
import { deviceCertificatesRevoke } from "./kinds/device-certificates-revoke";
import { deviceCertificatesTransfer } from "./kinds/device-certificates-transfer";
import { deviceEventsExport } from "./kinds/device-events-export";
import { devicesExport } from "./kinds/devices-export";
import { e2eRotate } from "./kinds/e2e-rotate";
import { entitlementsExport } from "./kinds/entitlements-export";
import { findingsExport } from "./kinds/findings-export";
import { licensesActivate } from "./kinds/licenses-activate";
import { licensesExport } from "./kinds/licenses-export";
import { licensesRelease } from "./kinds/licenses-release";
import { provisioningDelete } from "./kinds/provisioning-delete";
import { provisioningSet } from "./kinds/provisioning-set";
import { tagsAssign } from "./kinds/tags-assign";
import { tagsExport } from "./kinds/tags-export";
import { tagsUnassign } from "./kinds/tags-unassign";
import { vouchersExport } from "./kinds/vouchers-export";
import { whitelistAdd } from "./kinds/whitelist-add";
import { whitelistExport } from "./kinds/whitelist-export";
import { whitelistImport } from "./kinds/whitelist-import";
import { whitelistRemove } from "./kinds/whitelist-remove";

/** Every kind of job, each described in its own file. */
export const kinds: JobKinds = {
  "audit.export": auditExport,
  "batches.export": batchesExport,
  "deviceCertificates.export": deviceCertificatesExport,
  "deviceCertificates.rekey": deviceCertificatesRekey,
  "deviceCertificates.remove": deviceCertificatesRemove,
  "deviceCertificates.renew": deviceCertificatesRenew,
  "deviceCertificates.revoke": deviceCertificatesRevoke,
  "deviceCertificates.transfer": deviceCertificatesTransfer,
  "deviceEvents.export": deviceEventsExport,
  "devices.export": devicesExport,
  "e2e.rotate": e2eRotate,
  "entitlements.export": entitlementsExport,
  "findings.export": findingsExport,
  "licenses.activate": licensesActivate,
  "licenses.export": licensesExport,
  "licenses.release": licensesRelease,
  "provisioning.delete": provisioningDelete,
  "provisioning.set": provisioningSet,
  "tags.assign": tagsAssign,
  "tags.export": tagsExport,
  "tags.unassign": tagsUnassign,
  "vouchers.export": vouchersExport,
  "whitelist.add": whitelistAdd,
  "whitelist.export": whitelistExport,
  "whitelist.import": whitelistImport,
  "whitelist.remove": whitelistRemove,
};

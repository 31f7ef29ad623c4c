import { auditEntry, auditVerification } from "@/lib/contract/audit";
import { batch, csrCheck, csrFinding, generatorOrder } from "@/lib/contract/batches";
import { certificateProfile, generator, profileParameter } from "@/lib/contract/certificate-profiles";
import { connection, connectionTest } from "@/lib/contract/connections";
import {
  device,
  deviceCertificate,
  deviceIdentity,
  deviceProfile,
  deviceProperties,
  deviceSummary,
} from "@/lib/contract/devices";
import { done } from "@/lib/contract/operation";
import { pageInfo } from "@/lib/contract/paging";
import { problemDocument } from "@/lib/contract/problem";
import { tag } from "@/lib/contract/tags";
import { user } from "@/lib/contract/users";
import { whitelistEntry } from "@/lib/contract/whitelist";

/** Shapes that the document names once and refers to; every other shape is written out where it is used. */
export const namedShapes = {
  AuditEntry: auditEntry,
  AuditVerification: auditVerification,
  Batch: batch,
  CertificateProfile: certificateProfile,
  Connection: connection,
  ConnectionTest: connectionTest,
  CsrCheck: csrCheck,
  CsrFinding: csrFinding,
  Device: device,
  DeviceCertificate: deviceCertificate,
  DeviceIdentity: deviceIdentity,
  DeviceProfile: deviceProfile,
  DeviceProperties: deviceProperties,
  DeviceSummary: deviceSummary,
  Done: done,
  Generator: generator,
  GeneratorOrder: generatorOrder,
  Page: pageInfo,
  Problem: problemDocument,
  ProfileParameter: profileParameter,
  Tag: tag,
  User: user,
  WhitelistEntry: whitelistEntry,
};

import { auditEntry, auditVerification } from "@/lib/contract/audit";
import { batch, csrCheck, csrFinding, generatorOrder } from "@/lib/contract/batches";
import { certificateProfile, generator, profileParameter } from "@/lib/contract/certificate-profiles";
import { connection, connectionTest } from "@/lib/contract/connections";
import { certificateInList, pendingAct } from "@/lib/contract/device-certificates";
import { eventDetail, listedEvent } from "@/lib/contract/device-events";
import { deviceProfile } from "@/lib/contract/device-profiles";
import {
  device,
  deviceCertificate,
  deviceIdentity,
  deviceProperties,
  deviceSummary,
} from "@/lib/contract/devices";
import { e2eParameters } from "@/lib/contract/e2e-keys";
import { finding } from "@/lib/contract/findings";
import { done } from "@/lib/contract/operation";
import { pageInfo } from "@/lib/contract/paging";
import { problemDocument } from "@/lib/contract/problem";
import { provisioningSettings } from "@/lib/contract/provisioning";
import { parsedCertificate, parsedRevocationList, rootCa, rootCaDevice } from "@/lib/contract/root-cas";
import { searchReading } from "@/lib/contract/search";
import { tag } from "@/lib/contract/tags";
import { user } from "@/lib/contract/users";
import { hookReceiver } from "@/lib/contract/vendor-hooks";
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
  DeviceEvent: listedEvent,
  DeviceEventDetail: eventDetail,
  Done: done,
  E2eParameters: e2eParameters,
  Finding: finding,
  Generator: generator,
  GeneratorOrder: generatorOrder,
  HookReceiver: hookReceiver,
  ListedCertificate: certificateInList,
  Page: pageInfo,
  ParsedCertificate: parsedCertificate,
  ParsedRevocationList: parsedRevocationList,
  PendingCertificateAct: pendingAct,
  Problem: problemDocument,
  ProfileParameter: profileParameter,
  ProvisioningSettings: provisioningSettings,
  RootCa: rootCa,
  RootCaDevice: rootCaDevice,
  SearchReading: searchReading,
  Tag: tag,
  User: user,
  WhitelistEntry: whitelistEntry,
};

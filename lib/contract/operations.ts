import { audit } from "./audit";
import { batches } from "./batches";
import { certificateProfiles } from "./certificate-profiles";
import { connections } from "./connections";
import { deviceCertificates } from "./device-certificates";
import { deviceEvents } from "./device-events";
import { deviceProfiles } from "./device-profiles";
import { devices } from "./devices";
import { e2eKeys } from "./e2e-keys";
import { entitlements } from "./entitlements";
import { findings } from "./findings";
import { jobs } from "./jobs";
import { juniperAccess } from "./juniper-access";
import { licenses } from "./licenses";
import { notices } from "./notices";
import type { AnyOperation } from "./operation";
import { provisioning } from "./provisioning";
import { rootCas } from "./root-cas";
import { sandbox } from "./sandbox";
import { search } from "./search";
import { tags } from "./tags";
import { usage } from "./usage";
import { session, users } from "./users";
import { vendorHooks } from "./vendor-hooks";
import { vouchers } from "./vouchers";
import { whitelist } from "./whitelist";

/** Every operation there is, by capability. What is not in here does not exist. */
export const operations = {
  audit,
  batches,
  certificateProfiles,
  connections: { ...connections, ...juniperAccess },
  deviceCertificates,
  deviceProfiles,
  devices: { ...devices, activity: deviceEvents.activity, events: deviceEvents.list, usage: usage.get },
  e2e: e2eKeys,
  entitlements,
  findings,
  jobs,
  licenses,
  notices,
  provisioning,
  rootCas,
  sandbox,
  search,
  session,
  tags,
  users,
  vendorHooks,
  vouchers,
  whitelist,
};

export const allOperations: AnyOperation[] = Object.values(operations).flatMap((capability) =>
  Object.values(capability),
);

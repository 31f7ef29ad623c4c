import { audit } from "./audit";
import { batches } from "./batches";
import { certificateProfiles } from "./certificate-profiles";
import { connections } from "./connections";
import { deviceProfiles, devices } from "./devices";
import { jobs } from "./jobs";
import { notices } from "./notices";
import type { AnyOperation } from "./operation";
import { sandbox } from "./sandbox";
import { tags } from "./tags";
import { session, users } from "./users";
import { whitelist } from "./whitelist";

/** Every operation there is, by capability. What is not in here does not exist. */
export const operations = {
  audit,
  batches,
  certificateProfiles,
  connections,
  deviceProfiles,
  devices,
  jobs,
  notices,
  sandbox,
  session,
  tags,
  users,
  whitelist,
};

export const allOperations: AnyOperation[] = Object.values(operations).flatMap((capability) =>
  Object.values(capability),
);

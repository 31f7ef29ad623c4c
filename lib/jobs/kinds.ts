import "server-only";
import type { JobKinds } from "@/lib/domain/jobs/kind";
import { auditExport } from "./kinds/audit-export";
import { batchesExport } from "./kinds/batches-export";
import { devicesExport } from "./kinds/devices-export";
import { tagsAssign } from "./kinds/tags-assign";
import { tagsExport } from "./kinds/tags-export";
import { tagsUnassign } from "./kinds/tags-unassign";
import { whitelistAdd } from "./kinds/whitelist-add";
import { whitelistExport } from "./kinds/whitelist-export";
import { whitelistImport } from "./kinds/whitelist-import";
import { whitelistRemove } from "./kinds/whitelist-remove";

/** Every kind of job, each described in its own file. */
export const kinds: JobKinds = {
  "audit.export": auditExport,
  "batches.export": batchesExport,
  "devices.export": devicesExport,
  "tags.assign": tagsAssign,
  "tags.export": tagsExport,
  "tags.unassign": tagsUnassign,
  "whitelist.add": whitelistAdd,
  "whitelist.export": whitelistExport,
  "whitelist.import": whitelistImport,
  "whitelist.remove": whitelistRemove,
};

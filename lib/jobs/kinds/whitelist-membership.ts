import type { RowsKind } from "@/lib/domain/jobs/kind";
import type { Permit } from "@/lib/vendors/http/permit";
import { ublox } from "@/lib/vendors/ublox/client";
import { changeWhitelist, type WhitelistAction } from "@/lib/vendors/ublox/whitelist";
import { collectDevices } from "./device-targets";
import { readIdFile } from "./id-file";
import { whitelistSubject } from "./whitelist-subject";

type Kinds = "whitelist.add" | "whitelist.remove";
type OwnOfEach = "kind" | "action" | "title" | "consequence" | "does" | "send";

/** What jobs that add and jobs that remove have in common. */
export const membership: Omit<RowsKind<Kinds>, OwnOfEach> = {
  makes: "rows",
  /** As JSON, which takes RoT UIDs and IMEIs in one call. The vendor documents no limit; this is about 20 KB. */
  rowsPerCall: 1_000,
  callsAtOnce: 1,
  unit: ({ targets }) =>
    targets.from === "devices" ? { one: "device", many: "devices" } : { one: "entry", many: "entries" },
  facts: () => [],
  subject: (_input, rows) => whitelistSubject(rows),
  collect: (reading, { targets }) => collectDevices(reading, targets),
  readFile: (file) => readIdFile(file, { imeis: true }),
  /**
   * A call sets whether its ids are on the list ("add or update list of devices that are whitelisted", u-blox seed,
   * device/whitelist/add): sent again it leads to the same list. To ask instead would cost a call for each hundred
   * entries of the whole list, which has no filter; for the same reason no plan says who is on it already.
   */
  ifLost: "repeat",
  // The vendor takes or refuses a call as a whole: its answers name no id.
  splits: true,
};

/** Sends one call for all rows, RoT UIDs and IMEIs. */
export async function sendMembership(
  permit: Permit,
  action: WhitelistAction,
  rows: readonly { target: string }[],
): Promise<{ state: "done" }> {
  const ids = rows.map(({ target }) => target);
  await changeWhitelist(permit, ublox(), {
    action,
    rotPublicUids: ids.filter((id) => !isImei(id)),
    imeis: ids.filter(isImei),
  });
  return { state: "done" };
}

/** A RoT UID has 16 digits. */
function isImei(id: string): boolean {
  return id.length === 15;
}

import { z } from "zod";
import type { Row, RowsKind } from "@/lib/domain/jobs/kind";
import { rowsPerCsv } from "@/lib/domain/whitelist-import/limits";
import { readWhitelistFile } from "@/lib/domain/whitelist-import/read-file";
import { ublox } from "@/lib/vendors/ublox/client";
import { sendWhitelistCsv, type WhitelistRow, whitelistCsv } from "@/lib/vendors/ublox/whitelist";
import { whitelistSubject } from "./whitelist-subject";

const action = z.enum(["ADD", "DELETE"]);
const words: Record<string, string> = { ADD: "Add", DELETE: "Remove" };

function csvRow({ target, input }: Row): WhitelistRow {
  return { rotPublicUid: target, action: action.parse(input) };
}

/** A file in the vendor's form: each row says whether its RoT UID is added or removed, and is sent on as it stands. */
export const whitelistImport: RowsKind<"whitelist.import"> = {
  kind: "whitelist.import",
  makes: "rows",
  action: "whitelist.sendChunk",
  unit: () => ({ one: "row", many: "rows" }),
  rowsPerCall: rowsPerCsv,
  // One after the other, so that the list changes in the order of the file.
  callsAtOnce: 1,
  title: (_input, targets) => `Import ${targets} into the whitelist`,
  facts: () => [],
  consequence: () =>
    "Affects only devices that have not bootstrapped: those added get their features when they do. Bootstrapped " +
    "devices keep their state, and a blacklisted device is not unblocked.",
  does: (_input, row) => words[row.input ?? ""] ?? "Nothing",
  subject: (_input, rows) => whitelistSubject(rows),
  collect: () => {
    throw new Error("the rows of a whitelist file come with the file");
  },
  readFile: (file) => readWhitelistFile(file),
  async send(permit, _input, rows, note) {
    const changes = rows.map(csvRow);
    const adds = changes.filter(({ action: does }) => does === "ADD").length;
    note({ adds, removes: changes.length - adds });
    await sendWhitelistCsv(permit, ublox(), { csv: await whitelistCsv(changes) });
    return { state: "done" };
  },
  // A row says what its RoT UID is to be, on the list or not ("should it be added to or deleted from the whitelist",
  // u-blox seed, device/whitelist/add), and no RoT UID has two rows: sent again, a call leads to the same list.
  ifLost: "repeat",
  // The vendor takes or refuses a file as a whole: its answers name no row.
  splits: true,
};

import type { LookedUp, PlannedRow, RowOutcome, RowPages, RowsKind } from "@/lib/domain/jobs/kind";
import { lookUpRelease } from "@/lib/domain/licenses/look-up-in-job";
import { releasable } from "@/lib/domain/licenses/releasable";
import { releaseLicense } from "@/lib/domain/licenses/release";
import { juniper } from "@/lib/vendors/juniper/client";

/** Rows given at a time. */
const rowsPerPage = 500;

/** Gives licenses back, one in a call. Rows are called by their devices; their input is the license. */
export const licensesRelease: RowsKind<"licenses.release"> = {
  kind: "licenses.release",
  makes: "rows",
  action: "licenses.release",
  unit: () => ({ one: "license", many: "licenses" }),
  /** The vendor takes no more. */
  rowsPerCall: 1,
  callsAtOnce: 2,
  finishes: "now",
  splits: false,
  ifLost: "look",

  title: (_input, targets) => `Release ${targets}`,
  facts: ({ reason }) => [{ label: "Reason", value: reason }],
  consequence: () =>
    "What each took goes back to its entitlement, and its key and file are erased here. What is installed on the " +
    "devices stays until somebody removes it there.",
  does: () => "release",
  subject: (_input, rows) => ({
    type: "license",
    id: rows.length === 1 ? String(rows[0]?.input ?? rows[0]?.target) : `${rows.length} licenses`,
  }),
  statedReason: ({ reason }) => reason,

  collect: (_reading, { targets }) => listed(targets.ids),

  async judge(reading, _input, rows) {
    const found = await releasable(
      reading,
      juniper(),
      rows.map(({ target }) => target),
    );
    return rows.map(({ ordinal, target: licenseId }): PlannedRow => {
      const { name, skip } = found.get(licenseId) ?? { name: licenseId, skip: "There is no such license." };
      return { ordinal, target: name, input: licenseId, ...(skip !== undefined && { skip }) };
    });
  },

  async send(permit, { reason }, [row], note) {
    if (row === undefined) throw new RangeError("a call releases one license");
    const licenseId = row.input ?? row.target;
    const { license, warnings } = await releaseLicense(permit, juniper(), note, { licenseId, reason });
    const { quantityReturned } = license;
    const back = quantityReturned === null ? [] : [`${quantityReturned} came back`];
    const answer = [...back, ...warnings.map(({ words }) => words)].join("; ");
    return { state: "done", ...(answer !== "" && { answer }) };
  },

  async lookUp(reading, _input, rows) {
    const found = new Map<number, RowOutcome | "not_done">();
    for (const { ordinal, input, target } of rows) {
      found.set(ordinal, await lookUpRelease(reading, juniper(), input ?? target));
    }
    return found satisfies LookedUp;
  },
};

async function* listed(licenseIds: readonly string[]): RowPages {
  const once = [...new Set(licenseIds)];
  for (let start = 0; start < once.length; start += rowsPerPage) {
    yield once
      .slice(start, start + rowsPerPage)
      .map((target, index): PlannedRow => ({ ordinal: start + index + 1, target }));
  }
}

import { provisioning } from "@/lib/contract/provisioning";
import { settingPairs } from "@/lib/domain/heartbeat/settings";
import type { RowsKind } from "@/lib/domain/jobs/kind";
import { isNothing } from "@/lib/domain/provisioning/settings";
import { ublox } from "@/lib/vendors/ublox/client";
import { deleteProvisioning } from "@/lib/vendors/ublox/provisioning";
import { provisioningRows, readProperties, readWanted, unknownDevice } from "./provisioning-rows";
import { eachOf } from "./tag-rows";

const deleted = {
  state: "accepted",
  words: "The heartbeat interval goes back at the device's next security heartbeat.",
} as const;

/** "2 pending, 1 applied": how many of a device's wanted settings never reach it, and how many it keeps. */
function standingWords(pairs: ReturnType<typeof settingPairs>): string {
  const wanted = pairs.filter((pair) => pair.wanted !== null);
  const pending = wanted.filter((pair) => pair.unconfirmed).length;
  return `${pending} pending, ${wanted.length - pending} applied`;
}

/** Deletes what devices were to be given. POST /device/provisioning/delete */
export const provisioningDelete: RowsKind<"provisioning.delete"> = {
  ...provisioningRows,
  kind: "provisioning.delete",
  action: "provisioning.delete",

  title: (_input, targets) => `Delete provisioning of ${targets}`,
  facts: () => [],
  consequence: (_input, { planned }) =>
    planned === 0
      ? "Nothing is left to do."
      : `Heartbeat returns to the vendor default; devices that already applied it keep it. ${eachOf(planned, "loses")} what is still pending: it is never applied.`,
  does: (_input, { input }) => `delete (${input})`,
  subject: (_input, rows) =>
    provisioning.delete.audit.subject({
      params: {},
      query: {},
      body: { devices: { rotPublicUids: rows.map(({ target }) => target) } },
    }),

  async judge(reading, _input, rows) {
    const devices = await readProperties(reading, rows);
    return rows.map((row) => {
      const device = devices.get(row.target);
      if (device === undefined) return { ...row, skip: unknownDevice };
      const pairs = settingPairs(device.desired, device.current);
      return pairs.some((pair) => pair.wanted !== null)
        ? { ...row, input: standingWords(pairs) }
        : { ...row, skip: "Nothing is wanted of it." };
    });
  },

  async send(permit, _input, rows) {
    const rotPublicUids = rows.map(({ target }) => target);
    await deleteProvisioning(permit, ublox(), { devices: { rotPublicUids } });
    return deleted;
  },

  async lookUp(reading, _input, rows) {
    const wanted = await readWanted(reading, rows);
    return new Map(
      rows.map(({ ordinal, target }) => {
        const now = wanted.get(target);
        return [ordinal, now === undefined || isNothing(now) ? deleted : "not_done"];
      }),
    );
  },
};

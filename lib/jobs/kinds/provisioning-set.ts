import { provisioning } from "@/lib/contract/provisioning";
import type { RowsKind } from "@/lib/domain/jobs/kind";
import { holds, settingsLine } from "@/lib/domain/provisioning/settings";
import { ublox } from "@/lib/vendors/ublox/client";
import { setProvisioning } from "@/lib/vendors/ublox/provisioning";
import { settingsIn } from "@/lib/vendors/ublox/provisioning-settings";
import { provisioningRows, readProperties, readWanted, unknownDevice } from "./provisioning-rows";
import { eachOf } from "./tag-rows";

const taken = { state: "accepted", words: "Applied at the device's next security heartbeat." } as const;

/** Sets features, heartbeat and root CA of devices that have bootstrapped. POST /device/provisioning/set */
export const provisioningSet: RowsKind<"provisioning.set"> = {
  ...provisioningRows,
  kind: "provisioning.set",
  action: "provisioning.set",

  title: (_input, targets) => `Provision ${targets}`,
  facts: ({ settings }) => [{ label: "Settings", value: settingsLine(settings) }],
  consequence: ({ settings }, { planned }) =>
    planned === 0
      ? "Nothing is left to do."
      : `${eachOf(planned, "takes")} it over at its next security heartbeat: ${settingsLine(settings)}. Other settings stay as they are. Nothing can make a device come earlier.`,
  does: ({ settings }) => settingsLine(settings),
  subject: ({ settings }, rows) =>
    provisioning.set.audit.subject({
      params: {},
      query: {},
      body: { devices: { rotPublicUids: rows.map(({ target }) => target) }, settings },
    }),

  async judge(reading, { settings }, rows) {
    const devices = await readProperties(reading, rows);
    return rows.map((row) => {
      const device = devices.get(row.target);
      if (device === undefined) return { ...row, skip: unknownDevice };
      return holds(settingsIn(device.desired), settings)
        ? { ...row, skip: "Exactly this is wanted of it already." }
        : row;
    });
  },

  async send(permit, { settings }, rows) {
    const rotPublicUids = rows.map(({ target }) => target);
    await setProvisioning(permit, ublox(), { devices: { rotPublicUids }, settings });
    return taken;
  },

  async lookUp(reading, { settings }, rows) {
    const wanted = await readWanted(reading, rows);
    return new Map(
      rows.map(({ ordinal, target }) => {
        const now = wanted.get(target);
        const isSet = now !== undefined && holds(now, settings);
        return [ordinal, isSet ? taken : "not_done"];
      }),
    );
  },
};

import { e2eKeys, heartbeatSecondsAfter, type KeyRotation } from "@/lib/contract/e2e-keys";
import { durationWords } from "@/lib/domain/heartbeat/duration";
import { heartbeatSecondsIn } from "@/lib/domain/heartbeat/standing";
import type { RowsKind } from "@/lib/domain/jobs/kind";
import { ublox } from "@/lib/vendors/ublox/client";
import { readDeviceInfo } from "@/lib/vendors/ublox/devices";
import { rotateKeys } from "@/lib/vendors/ublox/e2e-keys";
import { collectDevices } from "./device-targets";
import { readIdFile } from "./id-file";
import { eachOf } from "./tag-rows";

const everyDays = (days: number) => (days === 1 ? "every day" : `every ${days} days`);

function rotationWords(rotation: KeyRotation): string {
  return rotation.type === "continuous" ? "Continuous" : `Automatic, ${everyDays(rotation.days)}`;
}

function heartbeatWords(rotation: KeyRotation, heartbeatSeconds: number): string | undefined {
  const after = heartbeatSecondsAfter(rotation, heartbeatSeconds);
  if (after === heartbeatSeconds) return undefined;
  return `heartbeat from ${durationWords(heartbeatSeconds)} to ${durationWords(after)}`;
}

/** Sets how devices' end-to-end keys rotate. POST /e2e/key/rotate */
export const e2eRotate: RowsKind<"e2e.rotate"> = {
  kind: "e2e.rotate",
  makes: "rows",
  action: "e2e.rotate",
  /** As many as the vendor tells about in one call; and what it says of a call is then about few devices. */
  rowsPerCall: 100,
  callsAtOnce: 2,
  finishes: "later",
  // Nothing tells which of several devices were refused.
  splits: true,
  // Nothing tells how a device's keys rotate now, and the document does not say what a second call would do.
  ifLost: "ask",
  unit: () => ({ one: "device", many: "devices" }),
  collect: (reading, { targets }) => collectDevices(reading, targets),
  readFile: (file) => readIdFile(file, { imeis: false }),

  title: (_input, targets) => `Rotate end-to-end keys of ${targets}`,
  facts: ({ rotation }) => [{ label: "Rotation", value: rotationWords(rotation) }],
  consequence({ rotation }, { planned }) {
    if (planned === 0) return "Nothing is left to do.";
    if (rotation.type === "continuous") return `${eachOf(planned, "gets")} a new key at every look-up.`;
    const longest = durationWords(heartbeatSecondsAfter(rotation, Infinity));
    return `${eachOf(planned, "gets")} a new key ${everyDays(rotation.days)}. Heartbeat will change to ${longest} where it is longer now; devices in contact more often use more battery and data.`;
  },
  does({ rotation }, { input }) {
    const heartbeat = input === null ? undefined : heartbeatWords(rotation, Number(input));
    return heartbeat === undefined ? rotationWords(rotation) : `${rotationWords(rotation)}; ${heartbeat}`;
  },
  subject: ({ rotation }, rows) =>
    e2eKeys.rotate.audit.subject({
      params: {},
      query: {},
      body: { devices: { rotPublicUids: rows.map(({ target }) => target) }, rotation },
    }),

  /** A row's input is its heartbeat in seconds, as it is wanted, else as it is; none where u-blox tells neither. */
  async judge(reading, _input, rows) {
    const rotPublicUids = rows.map(({ target }) => target);
    const found = await readDeviceInfo(reading, ublox(), { rotPublicUids }, ["CORE", "PROVISIONING"]);
    const devices = new Map(found.map((device) => [device.rotPublicUid, device]));
    return rows.map((row) => {
      const device = devices.get(row.target);
      if (device === undefined) return { ...row, skip: "u-blox knows no device with this RoT UID." };
      const heartbeatSeconds = heartbeatSecondsIn(device.desired) ?? heartbeatSecondsIn(device.current);
      return heartbeatSeconds === null ? row : { ...row, input: String(heartbeatSeconds) };
    });
  },

  async send(permit, { rotation }, rows) {
    const rotPublicUids = rows.map(({ target }) => target);
    const { vendorText } = await rotateKeys(permit, ublox(), { devices: { rotPublicUids }, rotation });
    return { state: "accepted", ...(vendorText !== null && { answer: vendorText }) };
  },
};

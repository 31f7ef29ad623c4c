import { z } from "zod";
import { type Answer, jsonAnswer } from "../../kit/answer";
import { DAY_MS, SECOND_MS } from "../../kit/clock";
import { keyAnswer } from "../e2e/answer";
import { deviceOf, headerIn, type KeyIdentity, keyIdentityIn } from "../e2e/header";
import {
  downlinkIntegrity,
  downlinkProtection,
  sessionKey,
  uplinkIntegrity,
  uplinkProtection,
} from "../e2e/parameters";
import { DEFAULT_ROTATION_DAYS, keyGeneration, setRotation } from "../e2e/rotation";
import { recordUsage } from "../records";
import { jsonRoute, nameList, Refusal, type UbloxContext, type UbloxRoute } from "../router";
import { existingDevices } from "../rules/chosen-devices";
import { DEFAULT_HEARTBEAT_SECONDS } from "../rules/provisioning";
import type { Device } from "../state";

const DAY_SECONDS = DAY_MS / SECOND_MS;

/** Days belong to the automatic rotation alone; with the other they are ignored. */
const rotate = jsonRoute({
  path: "/v1/e2e/key/rotate",
  body: z.object({
    ROTPublicUIDs: nameList.optional(),
    TagNames: nameList.optional(),
    Type: z.enum(["CONTINUOUS", "AUTOMATIC"]),
    Days: z.number().int().min(1).max(30).default(DEFAULT_ROTATION_DAYS),
  }),
  handle({ state, clock }, { Type, Days, ...selectors }) {
    const devices = existingDevices(state, selectors);
    for (const device of devices) setRotation(device, Type, Days, clock.nowMs());
    if (Type === "CONTINUOUS") return jsonAnswer(200, { Message: "The continuous rotation has been set." });
    const adjusted = devices.filter((device) => shortenHeartbeat(device, Days, clock.nowMs()));
    const every = Days === 1 ? "1 day" : `${Days} days`;
    const sentences = [
      "The automatic rotation has been set.",
      `The key will be rotated every ${every}.`,
      ...(adjusted.length > 0 ? [`The Security heartbeat has been adjusted to ${every}.`] : []),
    ];
    return jsonAnswer(200, { Message: sentences.join(" ") });
  },
});

const symmetricKey = jsonRoute({
  path: "/v1/e2e/uplink/symmetrickey/get",
  body: z.object({ KeyID: z.string(), KeyLength: z.literal([128, 256]).default(256) }),
  handle(context, { KeyID, KeyLength }) {
    const [identity, device] = senderOf(context, "KeyID", keyIdentityIn(KeyID));
    recordUsage(context, device.rotPublicUid, "SymmetricKey");
    return keyAnswer(context, device.rotPublicUid, sessionKey(device, identity, KeyLength));
  },
});

const uplinkProtectionParameters = jsonRoute({
  path: "/v1/e2e/uplink/protectionparameters/get",
  body: z.object({ EncryptedHeader: z.string() }),
  handle(context, { EncryptedHeader }) {
    const [identity, device] = senderOf(context, "EncryptedHeader", headerIn(EncryptedHeader));
    recordUsage(context, device.rotPublicUid, "ProtectionParameters");
    return keyAnswer(context, device.rotPublicUid, uplinkProtection(device, identity));
  },
});

const uplinkIntegrityParameters = jsonRoute({
  path: "/v1/e2e/uplink/integrityparameters/get",
  body: z.object({ EncryptedHeader: z.string() }),
  handle(context, { EncryptedHeader }) {
    const [identity, device] = senderOf(context, "EncryptedHeader", headerIn(EncryptedHeader));
    return keyAnswer(context, device.rotPublicUid, uplinkIntegrity(device, identity));
  },
});

export const e2eKeyRoutes = [
  rotate,
  symmetricKey,
  uplinkProtectionParameters,
  uplinkIntegrityParameters,
  downlinkRoute("protectionparameters", downlinkProtection),
  downlinkRoute("integrityparameters", downlinkIntegrity),
];

/** "ROTPublicUID: string" says the schema, and its sample sends a number: leading zeros are lost in it. */
function downlinkRoute(name: string, parameters: (device: Device, generation: number) => object): UbloxRoute {
  return jsonRoute({
    path: `/v1/e2e/downlink/${name}/get`,
    body: z.object({ ROTPublicUID: z.union([z.string(), z.number().int().nonnegative()]) }),
    handle(context, { ROTPublicUID }): Answer {
      const uid = typeof ROTPublicUID === "string" ? ROTPublicUID : String(ROTPublicUID).padStart(16, "0");
      const device = served(context.state.devices.get(uid), "ROTPublicUID");
      const generation = keyGeneration(device, context.clock.nowMs());
      return keyAnswer(context, device.rotPublicUid, parameters(device, generation));
    },
  });
}

function senderOf(
  { state }: UbloxContext,
  member: string,
  identity: KeyIdentity | null,
): [identity: KeyIdentity, device: Device] {
  if (identity === null) throw new Refusal(`Bad Request. Invalid ${member}`);
  return [identity, served(deviceOf(state, identity), member)];
}

/** A blacklisted device gets no services. */
function served(device: Device | undefined, member: string): Device {
  if (device === undefined || device.blacklisted) throw new Refusal(`Bad Request. Invalid ${member}`);
  return device;
}

/** "SecurityHeartbeat value will be adjusted in case number of days to rotate is less" [seed]. */
function shortenHeartbeat(device: Device, days: number, nowMs: number): boolean {
  const { desired, current } = device;
  const seconds = desired.heartbeat?.seconds ?? current.heartbeat?.seconds ?? DEFAULT_HEARTBEAT_SECONDS;
  if (days * DAY_SECONDS >= seconds) return false;
  device.desired = { ...desired, heartbeat: { seconds: days * DAY_SECONDS, changedAtMs: nowMs } };
  return true;
}

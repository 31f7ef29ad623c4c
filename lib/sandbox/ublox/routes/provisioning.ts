import { z } from "zod";
import { jsonAnswer } from "../../kit/answer";
import { jsonRoute, nameList, success } from "../router";
import { chosenDevices, existingDevices } from "../rules/chosen-devices";
import { DEFAULT_HEARTBEAT_SECONDS, provisioned, provisioning } from "../rules/provisioning";
import { propertiesJson } from "../shapes";
import { noProperties } from "../state";

const chosen = { ROTPublicUIDs: nameList.optional(), TagNames: nameList.optional() };

/** Only what is asked for: a device takes it over at its next heartbeat. */
const set = jsonRoute({
  path: "/v1/device/provisioning/set",
  errorField: "Message",
  body: z.object({ ...chosen, Provisioning: provisioning }),
  handle(context, { Provisioning, ...selectors }) {
    const { state, clock } = context;
    const devices = existingDevices(state, selectors);
    const changes = devices.map((device) => ({
      device,
      desired: provisioned(state, device.desired, Provisioning, clock.nowMs()),
    }));
    for (const { device, desired } of changes) device.desired = desired;
    return success(context, "Message");
  },
});

/** A bare array of what is still to be set on each device [seed]. */
const get = jsonRoute({
  path: "/v1/device/provisioning/get",
  body: z.object(chosen),
  handle({ state }, selectors) {
    return jsonAnswer(
      200,
      chosenDevices(state, selectors).map((device) => ({
        ROTPublicUID: device.rotPublicUid,
        DesiredProperties: propertiesJson(device.desired, "ModifiedDate"),
      })),
    );
  },
});

/**
 * Nothing is applied at the next contact, and what was applied before stays, except that the heartbeat "will revert
 * back to its default value" [seed].
 */
const remove = jsonRoute({
  path: "/v1/device/provisioning/delete",
  body: z.object(chosen),
  handle(context, selectors) {
    const { state, clock } = context;
    for (const device of existingDevices(state, selectors)) {
      device.desired = noProperties;
      if (device.current.heartbeat === null) continue;
      const heartbeat = { seconds: DEFAULT_HEARTBEAT_SECONDS, changedAtMs: clock.nowMs() };
      device.current = { ...device.current, heartbeat };
    }
    return success(context, "message");
  },
});

export const provisioningRoutes = [set, get, remove];

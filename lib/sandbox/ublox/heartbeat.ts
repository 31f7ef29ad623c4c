import { emit } from "./events/emit";
import { carryOutCertificateWork } from "./pki/heartbeat";
import { recordActivity, recordUsage } from "./records";
import type { UbloxContext } from "./router";
import { unconfirmed, withFeatures } from "./rules/provisioning";
import { propertiesJson } from "./shapes";
import type { Device } from "./state";

/**
 * One security heartbeat: the device is seen, what was wanted of it comes true, and its certificate is seen to.
 * A device that was not admitted has nothing carried out on it.
 */
export function contact(context: UbloxContext, device: Device): void {
  device.lastSeenAtMs = context.clock.nowMs();
  recordActivity(context, device, "SECURITY_HEARTBEAT");
  if (device.state !== "ACTIVATED") return;
  confirmDesired(context, device);
  carryOutCertificateWork(context, device);
}

/** Desired becomes current, with the time of this contact, and whoever listens is told [seed, DEVICE_PROPERTIES_CHANGE_EVENT]. */
function confirmDesired(context: UbloxContext, device: Device): void {
  const { features, heartbeat, rootCa } = unconfirmed(device);
  if (features.length === 0 && heartbeat === null && rootCa === null) return;
  const changedAtMs = context.clock.nowMs();
  const { current } = device;
  device.current = {
    features: withFeatures(
      current.features,
      features.map((feature) => ({ ...feature, changedAtMs })),
    ),
    heartbeat: heartbeat ? { ...heartbeat, changedAtMs } : current.heartbeat,
    rootCa: rootCa ? { ...rootCa, changedAtMs } : current.rootCa,
  };
  for (const { name, state } of features) {
    recordActivity(context, device, "SET_AUTHORIZATION");
    if (state === "ENABLED" && name !== "Evaluation") recordUsage(context, device.rotPublicUid, name);
  }
  if (heartbeat) recordActivity(context, device, "SET_NETWORK_PARAMETER");
  if (rootCa) recordActivity(context, device, "SET_ZEROTOUCH");
  emit(context, {
    hookType: "DEVICE_PROPERTIES_CHANGE_EVENT",
    rotPublicUid: device.rotPublicUid,
    payload: {
      DesiredProperties: propertiesJson(device.desired, "ModifiedDate"),
      CurrentProperties: propertiesJson(device.current, "SyncDate"),
    },
  });
}

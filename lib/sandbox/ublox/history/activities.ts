import { SECOND_MS } from "../../kit/clock";
import { randomFrom } from "../../kit/random";
import type { Activity } from "../records";
import type { Device, UbloxState } from "../state";

const commands = ["SET_AUTHORIZATION", "SET_NETWORK_PARAMETER", "INSTALL_CERTIFICATE", "ROTATE_KEY"];
const MOST_PAST_ACTIVITIES = 260;

/** What the device did when it met the server, newest first. */
export function activitiesOf(state: UbloxState, device: Device): Activity[] {
  return [...state.activities.of(device.rotPublicUid).toReversed(), ...pastActivities(device)];
}

/**
 * Before the sandbox started: a heartbeat each interval and now and then a command. Made when asked for,
 * from the device's UID, so that 100,000 devices cost nothing.
 */
function pastActivities({ past, rotPublicUid, bootstrappedAtMs }: Device): Activity[] {
  if (past === null) return [];
  const random = randomFrom(`activities of ${rotPublicUid}`);
  const activities: Activity[] = [];
  let timeMs = past.lastContactMs;
  while (timeMs > bootstrappedAtMs && activities.length < MOST_PAST_ACTIVITIES) {
    if (random.chance(0.1)) {
      const status = random.chance(0.05) ? "FAILED" : "SUCCESS";
      activities.push({ timeMs, command: random.pick(commands), status });
    }
    activities.push({ timeMs: timeMs - SECOND_MS, command: "SECURITY_HEARTBEAT", status: "SUCCESS" });
    timeMs -= Math.round(past.heartbeatSeconds * SECOND_MS * (0.97 + 0.06 * random.next()));
  }
  activities.push({ timeMs: bootstrappedAtMs, command: "BOOTSTRAP", status: "SUCCESS" });
  return activities;
}

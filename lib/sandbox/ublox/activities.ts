import { DAY_MS, SECOND_MS } from "../kit/clock";
import { randomFrom } from "../kit/random";
import type { Device } from "./state";

export interface Activity {
  timeMs: number;
  command: string;
  status: "SUCCESS" | "FAILED";
}

const commands = ["SET_AUTHORIZATION", "SET_NETWORK_PARAMETER", "INSTALL_CERTIFICATE", "ROTATE_KEY"];
const MOST_ACTIVITIES = 260;

/**
 * What the device did when it met the server, newest first: a heartbeat each interval and now and
 * then a command. Made when asked for, from the device's UID, so that 100,000 devices cost nothing.
 */
export function activitiesOf(device: Device): Activity[] {
  const random = randomFrom(`activities of ${device.rotPublicUid}`);
  const intervalMs = device.current.heartbeat ? device.current.heartbeat.seconds * SECOND_MS : DAY_MS;
  const activities: Activity[] = [];
  let timeMs = device.lastSeenAtMs;
  while (timeMs > device.bootstrappedAtMs && activities.length < MOST_ACTIVITIES) {
    if (random.chance(0.1)) {
      const status = random.chance(0.05) ? "FAILED" : "SUCCESS";
      activities.push({ timeMs, command: random.pick(commands), status });
    }
    activities.push({ timeMs: timeMs - SECOND_MS, command: "SECURITY_HEARTBEAT", status: "SUCCESS" });
    timeMs -= Math.round(intervalMs * (0.97 + 0.06 * random.next()));
  }
  activities.push({ timeMs: device.bootstrappedAtMs, command: "BOOTSTRAP", status: "SUCCESS" });
  return activities;
}

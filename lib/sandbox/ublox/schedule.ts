import { type SandboxClock, SECOND_MS } from "../kit/clock";
import { contact } from "./heartbeat";
import type { UbloxContext } from "./router";
import { DEFAULT_HEARTBEAT_SECONDS } from "./rules/provisioning";
import type { Device } from "./state";

/**
 * However far the clock is put forward, a device is in contact so often at most: enough for what takes two
 * heartbeats, and for the last one to tell when the device was seen.
 */
const MOST_CONTACTS = 3;

/** When the device should be in contact next, by the interval it was given. */
export function nextContactMs(device: Device): number {
  return device.lastSeenAtMs + intervalMs(device);
}

/** Lets every device that should have been in contact by now be so, at the times at which it was due. Silent ones stay silent. */
export function catchUp(context: UbloxContext): void {
  const nowMs = context.clock.nowMs();
  for (const device of context.state.devices.values()) {
    if (!device.silent && nextContactMs(device) <= nowMs) catchUpDevice(context, device, nowMs);
  }
}

function catchUpDevice(context: UbloxContext, device: Device, nowMs: number): void {
  for (let contacts = 1; contacts < MOST_CONTACTS && nextContactMs(device) <= nowMs; contacts += 1) {
    contact(at(context, nextContactMs(device)), device);
  }
  const missed = Math.floor((nowMs - device.lastSeenAtMs) / intervalMs(device));
  if (missed > 0) contact(at(context, device.lastSeenAtMs + missed * intervalMs(device)), device);
}

function intervalMs({ current }: Device): number {
  return (current.heartbeat?.seconds ?? DEFAULT_HEARTBEAT_SECONDS) * SECOND_MS;
}

/** The same account at an earlier moment: what happens is dated then. */
function at(context: UbloxContext, timeMs: number): UbloxContext {
  const clock: SandboxClock = { ...context.clock, nowMs: () => timeMs, now: () => new Date(timeMs) };
  return { ...context, clock };
}

import type { Device } from "@/lib/contract/devices";
import { heartbeatSecondsAfter, type KeyRotation } from "@/lib/contract/e2e-keys";
import { durationWords } from "@/lib/domain/heartbeat/duration";
import { heartbeatSecondsIn } from "@/lib/domain/heartbeat/standing";

/** How often a device is to make contact: what is wanted of it, else what it goes by. Null where u-blox tells neither. */
export function heartbeatSecondsOf(device: Pick<Device, "desired" | "current"> | undefined): number | null {
  if (device === undefined) return null;
  return heartbeatSecondsIn(device.desired) ?? heartbeatSecondsIn(device.current);
}

export interface HeartbeatEffect {
  shortens: boolean;
  words: string;
}

/**
 * What a rotation does to a device's heartbeat, before it is set.
 * @param heartbeatSeconds the device's own interval; null where it is not known
 */
export function heartbeatEffect(rotation: KeyRotation, heartbeatSeconds: number | null): HeartbeatEffect {
  if (rotation.type === "continuous") return { shortens: false, words: "The heartbeat stays as it is." };
  if (heartbeatSeconds === null) {
    const longest = durationWords(heartbeatSecondsAfter(rotation, Infinity));
    const words = `The device's heartbeat is not known. If it is longer than ${longest}, it will change to ${longest}.`;
    return { shortens: false, words };
  }
  const [before, after] = [heartbeatSeconds, heartbeatSecondsAfter(rotation, heartbeatSeconds)];
  if (after === before) return { shortens: false, words: `Heartbeat stays at ${durationWords(before)}.` };
  return {
    shortens: true,
    words: `Heartbeat will change from ${durationWords(before)} to ${durationWords(after)}.`,
  };
}

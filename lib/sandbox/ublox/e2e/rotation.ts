import { DAY_MS } from "../../kit/clock";
import type { Device } from "../state";

/** A week, if nobody says otherwise [seed, /e2e/key/rotate]. */
export const DEFAULT_ROTATION_DAYS = 7;

interface Rotation {
  readonly type: "CONTINUOUS" | "AUTOMATIC";
  readonly days: number;
  readonly sinceMs: number;
  /** How often the key had changed at `sinceMs`; with every call since if continuous. */
  generation: number;
}

const rotations = new WeakMap<Device, Rotation>();

export function setRotation(device: Device, type: Rotation["type"], days: number, nowMs: number): void {
  rotations.set(device, { type, days, sinceMs: nowMs, generation: generationAt(rotationOf(device), nowMs) });
}

/**
 * Which of its keys a device uses now. Continuous: "every time e2e APIs are called, the key will be rotated".
 * Automatic: the same one for the given days [seed, /e2e/key/rotate].
 */
export function keyGeneration(device: Device, nowMs: number): number {
  const rotation = rotationOf(device);
  if (rotation.type === "CONTINUOUS") rotation.generation += 1;
  return generationAt(rotation, nowMs);
}

function generationAt({ type, days, sinceMs, generation }: Rotation, nowMs: number): number {
  return type === "CONTINUOUS" ? generation : generation + Math.floor((nowMs - sinceMs) / (days * DAY_MS));
}

/** A device nobody set a rotation for keeps its key for a week. */
function rotationOf(device: Device): Rotation {
  return (
    rotations.get(device) ?? {
      type: "AUTOMATIC",
      days: DEFAULT_ROTATION_DAYS,
      sinceMs: device.bootstrappedAtMs,
      generation: 0,
    }
  );
}

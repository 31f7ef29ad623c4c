import type { UbloxContext } from "./router";
import type { Device, FeatureName } from "./state";

/** The eight things that are counted and billed [seed, /device/usage/get]; the counters' names are inferred. */
export type UsageCounter =
  | "SymmetricKey"
  | "ProtectionParameters"
  | Exclude<FeatureName, "Evaluation">
  | "CertificateRenew"
  | "CertificateUpdate";

export interface Activity {
  readonly timeMs: number;
  readonly command: string;
  readonly status: "SUCCESS" | "FAILED";
}

/** Notes a command that was carried out on the device now. */
export function recordActivity(
  { state, clock }: UbloxContext,
  device: Device,
  command: string,
  status: Activity["status"] = "SUCCESS",
): void {
  state.activities.add(device.rotPublicUid, { timeMs: clock.nowMs(), command, status });
}

/** Counts one use now. */
export function recordUsage(
  { state, clock }: UbloxContext,
  rotPublicUid: string,
  counter: UsageCounter,
): void {
  state.usage.add(rotPublicUid, { timeMs: clock.nowMs(), counter });
}

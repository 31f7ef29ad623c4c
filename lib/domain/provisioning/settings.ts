import { type ProvisioningSettings, settableFeature } from "@/lib/contract/provisioning";
import { durationWords } from "@/lib/domain/heartbeat/duration";
import { heartbeatParameter, type SettingPair } from "@/lib/domain/heartbeat/settings";

// Browser-safe: pure, the contract's shapes only.

export const settableFeatures = settableFeature.options;
export type SettableFeature = (typeof settableFeatures)[number];

export const noSettings: ProvisioningSettings = { features: [], heartbeatSeconds: null, rootCaName: null };

const featureIn = ({ features }: ProvisioningSettings, name: SettableFeature): boolean | null =>
  features.find((feature) => feature.name === name)?.enabled ?? null;

/** What is wanted of a device, in the form in which it is set; what cannot be set is left out. */
export function wantedIn(pairs: readonly SettingPair[]): ProvisioningSettings {
  const wanted = (kind: SettingPair["kind"], name?: string) =>
    pairs.find((pair) => pair.kind === kind && (name === undefined || pair.name === name))?.wanted?.value;
  const seconds = Number(wanted("parameter", heartbeatParameter) ?? Number.NaN);
  return {
    features: settableFeatures.flatMap((name) => {
      const value = wanted("feature", name);
      return value === undefined ? [] : [{ name, enabled: value === "on" }];
    }),
    heartbeatSeconds: Number.isSafeInteger(seconds) ? seconds : null,
    rootCaName: wanted("authority") ?? null,
  };
}

/** Whether nothing is set. */
export function isNothing({ features, heartbeatSeconds, rootCaName }: ProvisioningSettings): boolean {
  return features.length === 0 && heartbeatSeconds === null && rootCaName === null;
}

/** What of `after` differs from `before`: what is to be sent. What `after` leaves out is not touched. */
export function changedSettings(
  before: ProvisioningSettings,
  after: ProvisioningSettings,
): ProvisioningSettings {
  return {
    features: after.features.filter(({ name, enabled }) => featureIn(before, name) !== enabled),
    heartbeatSeconds: after.heartbeatSeconds === before.heartbeatSeconds ? null : after.heartbeatSeconds,
    rootCaName: after.rootCaName === before.rootCaName ? null : after.rootCaName,
  };
}

/** What is set after a change: what was sent, over what was there. */
export function withChanges(before: ProvisioningSettings, sent: ProvisioningSettings): ProvisioningSettings {
  const kept = before.features.filter(({ name }) => !sent.features.some((feature) => feature.name === name));
  return {
    features: [...kept, ...sent.features],
    heartbeatSeconds: sent.heartbeatSeconds ?? before.heartbeatSeconds,
    rootCaName: sent.rootCaName ?? before.rootCaName,
  };
}

/** Whether all of `wanted` is among `have` already, so that setting it would change nothing. */
export function holds(have: ProvisioningSettings, wanted: ProvisioningSettings): boolean {
  return isNothing(changedSettings(have, wanted));
}

/** Each setting that is set, as name and value in words. */
function named({ features, heartbeatSeconds, rootCaName }: ProvisioningSettings): [string, string][] {
  return [
    ...features.map(({ name, enabled }): [string, string] => [name, enabled ? "on" : "off"]),
    ...(heartbeatSeconds === null
      ? []
      : [["heartbeat", durationWords(heartbeatSeconds)] satisfies [string, string]]),
    ...(rootCaName === null ? [] : [["root CA", rootCaName] satisfies [string, string]]),
  ];
}

/** "LocalC2C on; heartbeat 1 d; root CA meters-eu-root" */
export function settingsLine(settings: ProvisioningSettings): string {
  return named(settings)
    .map(([name, value]) => `${name} ${value}`)
    .join("; ");
}

/** "LocalC2C: off → on; heartbeat: 7 d → 1 d"; empty when nothing changes. */
export function differenceLine(before: ProvisioningSettings, after: ProvisioningSettings): string {
  const had = new Map(named(before));
  return named(changedSettings(before, after))
    .map(([name, value]) => `${name}: ${had.get(name) ?? "not set"} → ${value}`)
    .join("; ");
}

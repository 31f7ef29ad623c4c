import type { DeviceProperties } from "@/lib/contract/devices";
import { Fields } from "../http/fields";

/** Feature authorizations and network parameters of the document, for answers that write them flat. */
const features = ["LocalDPR", "LocalC2C", "LocalC2CKeyPairing", "ZTPV1", "Evaluation"];
const parameters = ["SecurityHeartbeatInSec"];

type Authorization = DeviceProperties["authorizations"][number];
type NetworkParameter = DeviceProperties["networkParameters"][number];

/** When a setting was asked for (desired) or confirmed by the device (current). */
const dateNames = ["ModifiedDate", "SyncDate"];

function isEnabled(state: string | null): boolean {
  return state?.toUpperCase() === "ENABLED" || state?.toLowerCase() === "true";
}

/** `[{Name, …}, …]`, or `{Name: value, …}`, or `{Name: {…}, …}`: each as its name and what is said of it. */
function entriesOf(value: unknown): { name: string; said: Fields | undefined; plain: unknown }[] {
  if (Array.isArray(value)) {
    return value.flatMap((entry: unknown) => {
      const said = Fields.of(entry);
      const name = said?.text("Name");
      return name ? [{ name, said, plain: undefined }] : [];
    });
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).map(([name, inner]) => ({ name, said: Fields.of(inner), plain: inner }));
}

function authorizationsIn(value: unknown): Authorization[] {
  return entriesOf(value).map(({ name, said, plain }) => ({
    name,
    enabled: isEnabled(said ? said.text("State", "Value", "Enabled") : String(plain)),
    at: said?.instant(...dateNames) ?? null,
  }));
}

function networkParametersIn(value: unknown): NetworkParameter[] {
  return entriesOf(value).flatMap(({ name, said, plain }) => {
    const text = said ? said.text("Value") : String(plain);
    return text === null ? [] : [{ name, value: text, at: said?.instant(...dateNames) ?? null }];
  });
}

/** The members of a flat answer that are called like one of `names`, under their documented names. */
function flat(properties: Fields, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    names.map((name) => [name, properties.get(name)]).filter(([, value]) => value !== undefined),
  );
}

/**
 * Desired or current properties in our words. The document names the three groups and shows the authorizations' form in
 * its webhook samples; the form of the other two is inferred, so lists, maps and flat members are all read.
 * Null when there are none.
 */
export function propertiesOf(value: unknown): DeviceProperties | null {
  const properties = Fields.of(value);
  if (properties === undefined) return null;
  const zerotouch = properties.get("Zerotouch", "ZTP");
  const authority = Fields.of(zerotouch);
  const caName = authority?.text("CAName", "CertificateAuthorityName") ?? null;
  return {
    authorizations: authorizationsIn(properties.get("Authorizations") ?? flat(properties, features)),
    networkParameters: networkParametersIn(
      properties.get("NetworkParameters", "NetworkParams") ?? flat(properties, parameters),
    ),
    zerotouch: caName === null ? null : { caName, at: authority?.instant(...dateNames) ?? null },
  };
}

interface Setting {
  name: string;
  value: string;
  at: string | null;
}

function settingsOf({ authorizations, networkParameters, zerotouch }: DeviceProperties): Setting[] {
  return [
    ...authorizations.map(({ name, enabled, at }) => ({
      name: `feature ${name}`,
      value: String(enabled),
      at,
    })),
    ...networkParameters.map(({ name, value, at }) => ({ name: `parameter ${name}`, value, at })),
    ...(zerotouch === null
      ? []
      : [{ name: "certificate authority", value: zerotouch.caName, at: zerotouch.at }]),
  ];
}

/**
 * How many wanted settings the device has not confirmed: not in the current properties, there with another value, or
 * confirmed before they were last asked for. Null when nothing is known about what is wanted.
 */
export function countPending(
  desired: DeviceProperties | null,
  current: DeviceProperties | null,
): number | null {
  if (desired === null) return null;
  const confirmed = new Map(
    current === null ? [] : settingsOf(current).map((setting) => [setting.name, setting]),
  );
  return settingsOf(desired).filter(({ name, value, at }) => {
    const now = confirmed.get(name);
    // Both instants are UTC in one form, so they compare as text.
    return now === undefined || now.value !== value || (at !== null && now.at !== null && now.at < at);
  }).length;
}

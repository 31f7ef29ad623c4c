import type { DeviceProperties } from "@/lib/contract/devices";
import { type ProvisioningSettings, settableFeature } from "@/lib/contract/provisioning";
import type { Fields } from "../http/fields";
import { propertiesOf } from "./properties";

/** The one network parameter of the document, in seconds. */
const heartbeatParameter = "SecurityHeartbeatInSec";

/**
 * The object `Provisioning` of a request. The document names the features, the parameter and the three groups, and shows
 * the form of the first group in its webhook samples; the form of the other two, and the word DISABLED, are inferred.
 */
export function provisioningBody({ features, heartbeatSeconds, rootCaName }: ProvisioningSettings) {
  return {
    ...(features.length > 0 && {
      Authorizations: features.map(({ name, enabled }) => ({
        Name: name,
        State: enabled ? "ENABLED" : "DISABLED",
      })),
    }),
    ...(heartbeatSeconds !== null && {
      NetworkParameters: [{ Name: heartbeatParameter, Value: heartbeatSeconds }],
    }),
    ...(rootCaName !== null && { Zerotouch: { CAName: rootCaName } }),
  };
}

/**
 * Desired or current properties in the form in which they are set: what cannot be set is left out. Of a device's current
 * properties, it tells how often the device is heard of.
 */
export function settingsIn(properties: DeviceProperties | null): ProvisioningSettings {
  const heartbeat = properties?.networkParameters.find(({ name }) => name === heartbeatParameter);
  const seconds = Number(heartbeat?.value ?? Number.NaN);
  return {
    features: (properties?.authorizations ?? []).flatMap(({ name, enabled }) => {
      const settable = settableFeature.safeParse(name);
      return settable.success ? [{ name: settable.data, enabled }] : [];
    }),
    heartbeatSeconds: Number.isSafeInteger(seconds) ? seconds : null,
    rootCaName: properties?.zerotouch?.caName ?? null,
  };
}

/** What an answer says is to be provisioned, with its dates and in the form in which it is set. */
export function provisionedIn(answered: Fields) {
  const desired = propertiesOf(answered.get("DesiredProperties", "Provisioning"));
  return { desired, settings: settingsIn(desired) };
}

import { z } from "zod";
import type { ProvisioningSettings } from "@/lib/contract/provisioning";
import {
  changedSettings,
  isNothing,
  type SettableFeature,
  settableFeatures,
} from "@/lib/domain/provisioning/settings";

/** "unset": not set before, or left as it is; a setting that is set cannot be unset by itself. */
const choice = z.enum(["unset", "on", "off"]);
export type FeatureChoice = z.output<typeof choice>;

export const settingsFields = z.object({
  LocalDPR: choice,
  LocalC2C: choice,
  LocalC2CKeyPairing: choice,
  ZTPV1: choice,
  heartbeatSeconds: z
    .number()
    .int("A heartbeat is a whole number of seconds.")
    .positive("A heartbeat of no time at all is none.")
    .nullable(),
  rootCaName: z.string().nullable(),
});
export type SettingsInput = z.input<typeof settingsFields>;

function choiceOf({ features }: ProvisioningSettings, name: SettableFeature): FeatureChoice {
  const feature = features.find((one) => one.name === name);
  if (feature === undefined) return "unset";
  return feature.enabled ? "on" : "off";
}

/** Settings as the form shows them. */
export function inputOf(settings: ProvisioningSettings): SettingsInput {
  return {
    LocalDPR: choiceOf(settings, "LocalDPR"),
    LocalC2C: choiceOf(settings, "LocalC2C"),
    LocalC2CKeyPairing: choiceOf(settings, "LocalC2CKeyPairing"),
    ZTPV1: choiceOf(settings, "ZTPV1"),
    heartbeatSeconds: settings.heartbeatSeconds,
    rootCaName: settings.rootCaName,
  };
}

/** What the form shows as settings. */
export function settingsOf(input: SettingsInput): ProvisioningSettings {
  return {
    features: settableFeatures.flatMap((name) =>
      input[name] === "unset" ? [] : [{ name, enabled: input[name] === "on" }],
    ),
    heartbeatSeconds: input.heartbeatSeconds,
    rootCaName: input.rootCaName,
  };
}

/** The form as what is to be sent: the settings that differ from those `before`. */
export const changesAgainst = (before: ProvisioningSettings) =>
  settingsFields.transform((input, context): ProvisioningSettings => {
    const cleared = (["heartbeatSeconds", "rootCaName"] as const).find(
      (name) => before[name] !== null && input[name] === null,
    );
    if (cleared !== undefined) {
      context.addIssue({
        code: "custom",
        path: [cleared],
        message:
          "It is set, and can be changed, but not taken away by itself: u-blox deletes all settings or none.",
      });
      return z.NEVER;
    }
    const changes = changedSettings(before, settingsOf(input));
    if (!isNothing(changes)) return changes;
    context.addIssue({ code: "custom", path: ["LocalDPR"], message: "Change at least one setting." });
    return z.NEVER;
  });

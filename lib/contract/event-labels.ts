import { notificationType } from "./device-events";
import { type HookType, hookType } from "./vendor-hooks";

/** What people call the events that a hook can bring. */
export const hookTypeLabels: Record<HookType, string> = {
  DEVICE_BOOTSTRAP_EVENT: "Bootstraps",
  DEVICE_PROPERTIES_CHANGE_EVENT: "Settings applied",
  DEVICE_ERRORS_EVENT: "Device errors",
  DEVICE_CERTIFICATE_RENEWAL_EVENT: "Certificate renewals",
  DEVICE_CERTIFICATE_EXPIRATION_EVENT: "Certificate expiry",
  ROOTCA_EXPIRATION_EVENT: "Root CA expiry",
};

/** The types an event list can be narrowed to: where the vendor has two words for one thing, that of its hooks. */
export const eventTypeLabels: readonly { type: string; label: string }[] = [
  ...hookType.options.map((type) => ({ type, label: hookTypeLabels[type] })),
  { type: notificationType.enum.DEVICE_STATE_CHANGE, label: "State changes" },
];

/** The people's word for a type; the vendor's own where there is none. */
export function hookTypeLabel(type: string): string {
  const known = hookType.safeParse(type).data;
  return known === undefined ? type : hookTypeLabels[known];
}

import { exactTime } from "@/components/patterns/time/format-time";
import type { DeviceEvent, EventDetail } from "@/lib/contract/device-events";
import type { DeviceProperties } from "@/lib/contract/devices";

type DetailOf<Kind extends EventDetail["kind"]> = Extract<EventDetail, { kind: Kind }>;

/** What happened, in one plain sentence without the device's name. */
export function eventSentence({ type, detail }: Pick<DeviceEvent, "type" | "detail">): string {
  switch (detail.kind) {
    case "state":
      return stateWords(detail);
    case "identity":
      return identityWords(type, detail);
    case "properties":
      return propertiesWords(detail);
    case "error":
      return detail.text === null ? "Met an error." : `Met an error: ${ended(detail.text)}`;
    case "certificateRenewed":
      return `Got a new certificate${from(detail.caName)}${until(detail.expiresAt)}.`;
    case "certificateExpiring":
      return `Its certificate${from(detail.caName)} ${expires(detail)}.`;
    case "rootCaExpiring":
      return rootCaWords(detail);
    case "unknown":
      return type === null
        ? "Something that could not be read."
        : `Something this console does not know: ${type}.`;
  }
}

function stateWords({ from: before, to }: DetailOf<"state">): string {
  if (to === null) return "Changed its state.";
  return before === null ? `Became ${to}.` : `Changed from ${before} to ${to}.`;
}

function identityWords(type: string | null, { identity, blacklisted }: DetailOf<"identity">): string {
  const model = identity?.typeNumber ? ` as ${identity.typeNumber}` : "";
  const what = type?.toUpperCase().includes("BOOTSTRAP")
    ? `Bootstrapped${model}`
    : "Its identity was sealed or changed";
  return `${what}${blacklisted ? "; it is blacklisted" : ""}.`;
}

/** The settings that the device confirmed: of those that were wanted, if it is told which. */
function propertiesWords({ desired, current }: DetailOf<"properties">): string {
  const confirmed = settings(current);
  const wanted = settings(desired);
  const names = wanted.size === 0 ? confirmed : new Map([...confirmed].filter(([name]) => wanted.has(name)));
  if (names.size === 0)
    return wanted.size === 0 ? "Its settings changed." : `Has still to apply ${list([...wanted.values()])}.`;
  return `Applied ${list([...names.values()])}.`;
}

function settings(properties: DeviceProperties | null): Map<string, string> {
  if (properties === null) return new Map();
  const { authorizations, networkParameters, zerotouch } = properties;
  return new Map([
    ...authorizations.map(({ name, enabled }) => [name, `${name} ${enabled ? "on" : "off"}`] as const),
    ...networkParameters.map(({ name, value }) => [name, `${name} ${value}`] as const),
    ...(zerotouch === null ? [] : [["zerotouch", `root CA ${zerotouch.caName}`] as const]),
  ]);
}

function rootCaWords({ caName, daysLeft, expiresAt, deviceCount }: DetailOf<"rootCaExpiring">): string {
  const carried =
    deviceCount === null
      ? ""
      : `; ${deviceCount.toLocaleString("en-US")} ${deviceCount === 1 ? "device carries" : "devices carry"} its certificates`;
  return `The root CA${caName === null ? "" : ` ${caName}`} ${expires({ daysLeft, expiresAt })}${carried}.`;
}

const from = (caName: string | null) => (caName === null ? "" : ` from ${caName}`);
const until = (expiresAt: string | null) =>
  expiresAt === null ? "" : `, valid until ${exactTime(expiresAt)}`;

function expires({ daysLeft, expiresAt }: { daysLeft: number | null; expiresAt: string | null }): string {
  const on = expiresAt === null ? "" : ` on ${exactTime(expiresAt)}`;
  if (daysLeft === null) return on === "" ? "expires soon" : `expires${on}`;
  if (daysLeft < 0) return `has expired${on}`;
  if (daysLeft === 0) return `expires within a day${on && `,${on}`}`;
  return `expires in ${daysLeft.toLocaleString("en-US")} ${daysLeft === 1 ? "day" : "days"}${on && `,${on}`}`;
}

const list = (names: readonly string[]) => new Intl.ListFormat("en-US").format(names);

/** The vendor's words end as they please. */
const ended = (text: string) => (/[.!?…]$/.test(text) ? text : `${text}.`);

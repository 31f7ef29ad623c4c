import { exactTime } from "@/components/patterns/time/format-time";
import type { DeviceSummary } from "@/lib/contract/devices";
import { deviceStanding } from "./device-standing";
import { type ProfileNames, profileLabel } from "./profile-names";

interface TicketFacts {
  device: DeviceSummary;
  names: ProfileNames;
  /** The device's page. */
  link: string;
  /** When u-blox said all this. */
  asOf: Date;
}

/** Foreign text kept on its own line, so that it cannot pass for another line of the summary. */
function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").trim();
}

function profileWords(deviceProfileUid: string | null | undefined, names: ProfileNames): string | undefined {
  if (!deviceProfileUid) return undefined;
  const label = profileLabel(deviceProfileUid, names);
  if (label === undefined) return deviceProfileUid;
  return names.has(deviceProfileUid) ? `${label} (${deviceProfileUid})` : label;
}

function certificateWords({ state, certificate }: DeviceSummary): string | undefined {
  if (certificate === null) return state === null ? undefined : "none";
  const { caName, expiresAt } = certificate;
  return expiresAt === null ? `${caName}, expiry not known` : `${caName}, expires ${exactTime(expiresAt)}`;
}

function pendingWords(count: number | null): string | undefined {
  if (count === null) return undefined;
  if (count === 0) return "nothing";
  return `${count} ${count === 1 ? "setting" : "settings"}, until the next security heartbeat`;
}

/** A device in plain text for somebody else's ticket. It is made of facts named here, so no secret can slip in. */
export function ticketText({ device, names, link, asOf }: TicketFacts): string {
  const { identity } = device;
  const lines: [label: string, value: string | null | undefined][] = [
    ["State", deviceStanding(device)?.word],
    ["Device serial number", identity?.deviceSerialNumber],
    ["IMEI", identity?.imei],
    ["Device profile", profileWords(identity?.deviceProfileUid, names)],
    ["Certificate", certificateWords(device)],
    ["Pending", pendingWords(device.pendingSettings)],
    ["Link", link],
    ["As of", exactTime(asOf.toISOString(), true)],
  ];
  return [
    `u-blox device ${device.rotPublicUid}`,
    ...lines.map(([label, value]) => `${label}: ${oneLine(value || "not known")}`),
  ].join("\n");
}

import type { DeviceEvent, EventDetail } from "@/lib/contract/device-events";
import { Fields } from "../http/fields";
import { rawOf } from "../http/raw";
import { presentable } from "../http/redact";
import { certificateIn } from "./certificate-fields";
import { identityOf } from "./device-info";
import { uidOf } from "./identifiers";
import { propertiesOf } from "./properties";

/** The payload is not shown by the document; its names are inferred. */
function state(payload: Fields): EventDetail {
  const from = payload.text("OldState", "PreviousState", "FromState");
  return { kind: "state", from, to: payload.text("NewState", "CurrentState", "ToState", "State") };
}

function identity(payload: Fields): EventDetail {
  return { kind: "identity", identity: identityOf(payload), blacklisted: payload.flag("IsBlacklisted") };
}

function properties(payload: Fields): EventDetail {
  return {
    kind: "properties",
    desired: propertiesOf(payload.get("DesiredProperties")),
    current: propertiesOf(payload.get("CurrentProperties")),
  };
}

function error(payload: Fields): EventDetail {
  return { kind: "error", text: presentable(payload.text("Error", "Message") ?? "") ?? null };
}

function certificateRenewed(payload: Fields): EventDetail {
  return { kind: "certificateRenewed", ...certificateIn(payload) };
}

function certificateExpiring(payload: Fields): EventDetail {
  const { caName, serialNumber, expiresAt } = certificateIn(payload);
  const daysLeft = payload.integer("DaysToExpiration");
  return { kind: "certificateExpiring", caName, serialNumber, expiresAt, daysLeft };
}

function rootCaExpiring(payload: Fields): EventDetail {
  const { caName, expiresAt } = certificateIn(payload);
  return {
    kind: "rootCaExpiring",
    caName,
    expiresAt,
    daysLeft: payload.integer("DaysToExpiration"),
    deviceCount: payload.integer("ProvisionedDevicesCount"),
  };
}

/** By the vendor's words: of its notifications first, then of its hooks. */
const decoders: ReadonlyMap<string, (payload: Fields) => EventDetail> = new Map([
  ["DEVICE_STATE_CHANGE", state],
  ["DEVICE_INFO_CHANGE", identity],
  ["DEVICE_PROPERTIES_CHANGE", properties],
  ["DEVICE_ERROR", error],
  ["DEVICE_BOOTSTRAP_EVENT", identity],
  ["DEVICE_PROPERTIES_CHANGE_EVENT", properties],
  ["DEVICE_ERRORS_EVENT", error],
  ["DEVICE_CERTIFICATE_RENEWAL_EVENT", certificateRenewed],
  ["DEVICE_CERTIFICATE_EXPIRATION_EVENT", certificateExpiring],
  ["ROOTCA_EXPIRATION_EVENT", rootCaExpiring],
]);

/** A type of the vendor's that nobody has heard of may be anything; its name is not kept beyond this. */
const typeCharactersMax = 100;

/**
 * An event in our words, whatever it is: what cannot be read is null, an unknown type keeps its name, and everything
 * stays visible in `raw`. Of what is no object, nothing is known.
 */
export function eventOf(value: unknown): DeviceEvent {
  const event = Array.isArray(value) ? undefined : Fields.of(value);
  const payload = event?.fields("Payload") ?? event;
  const type = event?.text("EventType", "NotificationType", "Type")?.slice(0, typeCharactersMax) ?? null;
  const decode = type === null ? undefined : decoders.get(type.trim().toUpperCase());
  return {
    type,
    rotPublicUid: uidOf(event?.get("ROTPublicUID")) ?? null,
    at: event?.instant("Timestamp", "CreatedDate", "Date") ?? null,
    detail: payload && decode ? decode(payload) : { kind: "unknown" },
    raw: rawOf(value),
  };
}

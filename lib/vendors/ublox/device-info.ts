import type { Device } from "@/lib/contract/devices";
import { Fields } from "../http/fields";
import { rawOf } from "../http/raw";
import { certificateIn } from "./certificate-fields";
import { uidOf } from "./identifiers";
import { countPending, propertiesOf } from "./properties";

/** Who the device is, or null when nothing of it is said. */
export function identityOf(item: Fields): Device["identity"] {
  // The block is called ROT; its members are those of the bootstrap webhook's payload (seed).
  const rot = item.fields("ROT", "Core") ?? item;
  const identity = {
    deviceSerialNumber: rot.text("DeviceSerialNumber"),
    imei: rot.text("IMEI"),
    typeNumber: rot.text("TypeNumber"),
    rotVersion: rot.text("RotVersion"),
    moduleSerialNumber: rot.text("SerialNumber"),
    moduleVersion: rot.text("Version"),
    deviceProfileUid: rot.text("DeviceProfileUID"),
  };
  return Object.values(identity).some((value) => value !== null) ? identity : null;
}

function certificateOf(item: Fields): Device["certificate"] {
  const { caName, serialNumber, ...more } = certificateIn(
    item.fields("ZTP", "Certificate", "DeviceCertificate"),
  );
  return caName === null || serialNumber === null ? null : { caName, serialNumber, ...more };
}

/**
 * An item of DeviceInfo in our words, or undefined when it names no device. The document does not show the items: what
 * is missing becomes null, what is unknown stays visible in `raw`.
 */
export function deviceOf(value: unknown): Device | undefined {
  const item = Fields.of(value);
  const rot = item?.fields("ROT", "Core");
  const rotPublicUid = uidOf(item?.get("ROTPublicUID")) ?? uidOf(rot?.get("ROTPublicUID"));
  if (item === undefined || rotPublicUid === undefined) return undefined;
  const provisioning = item.fields("Provisioning") ?? item;
  const desired = propertiesOf(provisioning.get("DesiredProperties"));
  const current = propertiesOf(provisioning.get("CurrentProperties"));
  return {
    rotPublicUid,
    state: item.text("State", "DeviceState") ?? rot?.text("State", "DeviceState") ?? null,
    blacklisted: item.flag("IsBlacklisted") ?? rot?.flag("IsBlacklisted") ?? null,
    identity: identityOf(item),
    tagNames: item.texts(["TagNames", "Tags"], "TagName"),
    certificate: certificateOf(item),
    pendingSettings: countPending(desired, current),
    desired,
    current,
    raw: rawOf(value),
  };
}

import { utcOffset, utcSeconds } from "../kit/times";
import type { Device, Properties, UbloxState } from "./state";

/** A device as the vendor's JSON spells it. Member names: [seed] webhook payloads; nesting inferred. */

export function rotInfo(device: Device) {
  return {
    RotVersion: device.rotVersion,
    SerialNumber: device.moduleSerialNumber,
    Version: device.version,
    DeviceSerialNumber: device.deviceSerialNumber,
    IMEI: device.imei,
    DeviceProfileUID: device.deviceProfileUid,
    TypeNumber: device.typeNumber,
    IsBlacklisted: device.blacklisted,
  };
}

/** A setting asked for has a `ModifiedDate`, one confirmed by the device a `SyncDate`. */
export function propertiesJson(properties: Properties, dateName: "ModifiedDate" | "SyncDate") {
  const { features, heartbeat, rootCa } = properties;
  return {
    ...(features.length > 0 && {
      Authorizations: features.map(({ name, state, changedAtMs }) => ({
        Name: name,
        State: state,
        [dateName]: utcOffset(changedAtMs),
      })),
    }),
    ...(heartbeat && {
      NetworkParameters: [
        {
          Name: "SecurityHeartbeatInSec",
          Value: heartbeat.seconds,
          [dateName]: utcOffset(heartbeat.changedAtMs),
        },
      ],
    }),
    ...(rootCa && { Zerotouch: { CAName: rootCa.name, [dateName]: utcOffset(rootCa.changedAtMs) } }),
  };
}

export type InfoOption = "CORE" | "PROVISIONING" | "ZTP";

export function deviceInfo(state: UbloxState, device: Device, options: readonly InfoOption[]) {
  const { certificate } = device;
  return {
    ROTPublicUID: device.rotPublicUid,
    ...(options.includes("CORE") && {
      State: device.state,
      TagNames: state.tagNamesOfDevice(device.rotPublicUid),
      ROT: rotInfo(device),
    }),
    ...(options.includes("PROVISIONING") && {
      DesiredProperties: propertiesJson(device.desired, "ModifiedDate"),
      CurrentProperties: propertiesJson(device.current, "SyncDate"),
    }),
    ...(options.includes("ZTP") &&
      certificate && {
        ZTP: {
          CertificateAuthorityName: certificate.rootCaName,
          CertificateSerialNumber: certificate.serialNumber,
          CertificateValidity: certificate.validityDays,
          ExpirationDate: utcSeconds(certificate.expiresAtMs),
        },
      }),
  };
}

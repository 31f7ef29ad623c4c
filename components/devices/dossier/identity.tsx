import { Facts } from "@/components/patterns/facts";
import { Identifier } from "@/components/patterns/identifier";
import { Section } from "@/components/patterns/section";
import { Link } from "@/components/ui/link";
import type { Device } from "@/lib/contract/devices";
import { devicesOfProfile } from "../device-address";
import { standingExplained, unattributedProfile } from "../device-standing";
import { DeviceState } from "../device-state";
import { type ProfileNames, profileLabel } from "../profile-names";
import { Explained } from "./explained";

function Profile({ uid, names }: { uid: string; names: ProfileNames }) {
  if (uid === unattributedProfile) {
    return <Explained help="No device profile is sealed into it yet.">Unattributed</Explained>;
  }
  const label = profileLabel(uid, names);
  return (
    <div className="flex flex-wrap items-center gap-x-3">
      {label !== undefined && <Link href={devicesOfProfile(uid)}>{label}</Link>}
      <Identifier value={uid} label="device profile UID" />
    </div>
  );
}

/** What the device is, as far as u-blox tells. */
export function DeviceIdentity({ device, names }: { device: Device; names: ProfileNames }) {
  const { identity } = device;
  const text = (value: string | null | undefined, label: string) =>
    value ? <Identifier value={value} label={label} /> : undefined;
  return (
    <Section title="Identity">
      <Facts
        facts={[
          {
            label: "RoT UID",
            value: (
              <Explained help="Fixed in the silicon of the module; it never changes.">
                <Identifier value={device.rotPublicUid} label="RoT UID" />
              </Explained>
            ),
          },
          {
            label: "State",
            value: (
              <Explained help={standingExplained(device)}>
                <DeviceState device={device} />
              </Explained>
            ),
          },
          {
            label: "Device profile",
            value: identity?.deviceProfileUid && <Profile uid={identity.deviceProfileUid} names={names} />,
            missing: "not told",
          },
          { label: "IMEI", value: text(identity?.imei, "IMEI"), missing: "not told" },
          { label: "Type number", value: identity?.typeNumber, missing: "not told" },
          { label: "Module version", value: identity?.moduleVersion, missing: "not told" },
          { label: "RoT version", value: identity?.rotVersion, missing: "not told" },
        ]}
      />
    </Section>
  );
}

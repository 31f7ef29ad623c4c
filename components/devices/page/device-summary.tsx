"use client";

import { Dossier } from "@/components/patterns/dossier";
import { RawJson } from "@/components/patterns/raw-json";
import { exactTime } from "@/components/patterns/time/format-time";
import { useCan } from "@/components/patterns/who";
import { DeviceActivity } from "../dossier/activity";
import { DeviceCertificate } from "../dossier/certificate";
import { DeviceIdentity } from "../dossier/identity";
import { DeviceProvisioning } from "../dossier/provisioning";
import { DeviceSerialNumbers } from "../dossier/serial-numbers";
import { DeviceSkeleton } from "../dossier/skeleton";
import { DeviceTags } from "../dossier/tags";
import { WhatNeedsYou } from "../dossier/what-needs-you";
import { useShownDevice } from "./device-context";

/** Everything known of one device at a glance. */
export function DeviceSummary() {
  const { read, failed, names } = useShownDevice();
  const readsAudit = useCan()("audit:read");
  if (failed) return null;
  if (read === undefined) return <DeviceSkeleton />;
  const { device, asOf } = read;
  return (
    <>
      <WhatNeedsYou device={device} />
      <Dossier
        facts={
          <>
            <DeviceIdentity device={device} names={names} />
            <DeviceSerialNumbers device={device} />
            <DeviceProvisioning device={device} />
            <DeviceCertificate device={device} />
          </>
        }
        life={
          <>
            <DeviceTags device={device} />
            {readsAudit && <DeviceActivity rotPublicUid={device.rotPublicUid} />}
          </>
        }
      />
      <RawJson
        label="Raw device"
        value={device.raw}
        note={`As u-blox answered on ${exactTime(asOf.toISOString(), true)}.`}
      />
    </>
  );
}

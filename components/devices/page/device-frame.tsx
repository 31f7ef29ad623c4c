"use client";

import { readFailure, StaleNotice } from "@/components/patterns/answer";
import { Dossier, Page } from "@/components/patterns/dossier";
import { PolledPageHead } from "@/components/patterns/polled-page-head";
import { problemOf } from "@/components/patterns/problem";
import { RawJson } from "@/components/patterns/raw-json";
import { exactTime } from "@/components/patterns/time/format-time";
import { usePollClock } from "@/components/patterns/time/use-poll-clock";
import { useCan } from "@/components/patterns/who";
import { CopyButton } from "@/components/ui/copy-button";
import type { Device } from "@/lib/contract/devices";
import { deviceLink } from "./device-address";
import { DeviceState } from "./device-state";
import { DeviceActivity } from "./dossier/activity";
import { DeviceCertificate } from "./dossier/certificate";
import { DeviceIdentity } from "./dossier/identity";
import { DeviceNotFound } from "./dossier/not-found";
import { DeviceProvisioning } from "./dossier/provisioning";
import { DeviceSerialNumbers } from "./dossier/serial-numbers";
import { DeviceSkeleton } from "./dossier/skeleton";
import { DeviceTags } from "./dossier/tags";
import { WhatNeedsYou } from "./dossier/what-needs-you";
import type { IdentifierReading } from "./identifier-readings";
import type { ProfileNames } from "./profile-names";
import { useDevice, useProfileNames } from "./queries";
import { ticketText } from "./ticket-text";

const refreshEveryMs = 60_000;

/** Who it is, under its RoT UID: serial number, IMEI and type. */
function IdentityLine({ identity }: Device) {
  if (identity === null) return null;
  const parts = [
    identity.deviceSerialNumber && ["Serial", identity.deviceSerialNumber],
    identity.imei && ["IMEI", identity.imei],
    identity.typeNumber && ["Type", identity.typeNumber],
  ].filter((part) => Array.isArray(part));
  return (
    <span className="flex flex-wrap gap-x-4">
      {parts.map(([label, value]) => (
        <span key={label}>
          {label} <span className="font-mono text-12 text-ink">{value}</span>
        </span>
      ))}
    </span>
  );
}

function DeviceDossier({ device, asOf, names }: { device: Device; asOf: Date; names: ProfileNames }) {
  const readsAudit = useCan()("audit:read");
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

/** Everything known of one device. */
export function DeviceScreen({ deviceId, by }: Pick<IdentifierReading, "deviceId" | "by">) {
  const clock = usePollClock("device", refreshEveryMs);
  const read = useDevice({ deviceId, by }, clock.refetchInterval);
  const names = useProfileNames();
  const device = read.data?.value;
  if (read.error && problemOf(read.error).code === "not_found") {
    return <DeviceNotFound deviceId={deviceId} by={by} />;
  }
  const uid = device?.rotPublicUid ?? deviceId;
  return (
    <Page>
      <PolledPageHead
        title={<span className="font-mono">{uid}</span>}
        status={
          device && (
            <>
              <CopyButton value={uid} label="Copy RoT UID" />
              <DeviceState device={device} variant="badge" />
            </>
          )
        }
        description={device && <IdentityLine {...device} />}
        clock={clock}
        read={read}
        action={
          device &&
          read.data && (
            <CopyButton
              labeled
              size="medium"
              label="Copy for ticket"
              value={ticketText({ device, names, link: deviceLink(uid), asOf: read.data.asOf })}
            />
          )
        }
      />
      <StaleNotice read={read} vendor="u-blox" what="this device" />
      {readFailure(read, "Certificate batches and the audit history do not need u-blox and still work.")}
      {device && read.data && <DeviceDossier device={device} asOf={read.data.asOf} names={names} />}
      {!device && !read.error && <DeviceSkeleton />}
    </Page>
  );
}

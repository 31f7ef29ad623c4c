"use client";

import { Notice } from "@/components/patterns/notice";
import { ExactTime } from "@/components/patterns/time/timestamp";
import { useNow } from "@/components/ui/use-now";
import type { Device } from "@/lib/contract/devices";
import { certificateStanding } from "../certificate-standing";
import { durationWords } from "../duration-words";
import { heartbeatOnDevice } from "../provisioning-rows";

function Pending({ device, count }: { device: Device; count: number }) {
  const heartbeat = heartbeatOnDevice(device.current);
  return (
    <Notice
      kind="waiting"
      title={`${count} ${count === 1 ? "setting is" : "settings are"} pending until the next security heartbeat`}
    >
      The device makes contact by itself
      {heartbeat !== undefined && `, about every ${durationWords(heartbeat)}`}. Nothing here can make it do so
      earlier.
    </Notice>
  );
}

/** The strip under the head, only when something needs a person: blacklisted, pending settings, a certificate near its end. */
export function WhatNeedsYou({ device }: { device: Device }) {
  const { blacklisted, certificate, pendingSettings } = device;
  const standing = certificateStanding(certificate?.expiresAt ?? null, useNow(60_000));
  const ending = standing !== undefined && standing.kind !== "ok";
  if (!blacklisted && !pendingSettings && !ending) return null;
  return (
    <section aria-label="What needs you" className="flex flex-col gap-2">
      {blacklisted && (
        <Notice kind="attention" title="This device is blacklisted">
          It can be unblocked only in the vendor's portal. Adding it to the whitelist now comes too late: the
          whitelist is asked at the bootstrap, which this device has behind it.
        </Notice>
      )}
      {ending && (
        <Notice
          kind={standing.kind}
          title={`The certificate ${standing.kind === "failed" ? standing.words : `has ${standing.words}`}`}
        >
          {standing.kind === "failed" ? "It ended on " : "It ends on "}
          <ExactTime value={certificate?.expiresAt} distance={false} />.
        </Notice>
      )}
      {pendingSettings !== null && pendingSettings > 0 && <Pending device={device} count={pendingSettings} />}
    </section>
  );
}

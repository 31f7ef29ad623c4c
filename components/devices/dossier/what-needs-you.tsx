"use client";

import { Notice } from "@/components/patterns/notice";
import { ExactTime } from "@/components/patterns/time/timestamp";
import { useNow } from "@/components/ui/use-now";
import type { Device } from "@/lib/contract/devices";
import { deviceStanding, type Standing } from "@/lib/domain/heartbeat/standing";
import { certificateStanding } from "../certificate-standing";

function Unapplied({ standing: { state, words } }: { standing: Standing }) {
  return (
    <Notice kind={state === "overdue" ? "attention" : "waiting"} title={words}>
      The device makes contact by itself. Nothing here can make it do so earlier.
    </Notice>
  );
}

/** The strip under the head, only when something needs a person: blacklisted, pending settings, a certificate near its end. */
export function WhatNeedsYou({ device }: { device: Device }) {
  const { blacklisted, certificate, desired, current } = device;
  const nowMs = useNow(60_000);
  const standing = certificateStanding(certificate?.expiresAt ?? null, nowMs);
  const provisioning = nowMs === null ? null : deviceStanding({ desired, current, nowMs }).standing;
  const unapplied = provisioning !== null && provisioning.state !== "applied";
  const ending = standing !== undefined && standing.kind !== "ok";
  if (!blacklisted && !unapplied && !ending) return null;
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
      {unapplied && <Unapplied standing={provisioning} />}
    </section>
  );
}

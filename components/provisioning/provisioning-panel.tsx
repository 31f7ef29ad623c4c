"use client";

import { useState } from "react";
import { Section } from "@/components/patterns/section";
import { useCan } from "@/components/patterns/who";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { useNow } from "@/components/ui/use-now";
import type { Device } from "@/lib/contract/devices";
import { deviceStanding, expectedContact } from "@/lib/domain/heartbeat/standing";
import { wantedIn } from "@/lib/domain/provisioning/settings";
import { DeleteDialog } from "./delete-dialog";
import { EditForm } from "./edit-form";
import { useDevice, useLastActivity } from "./queries";
import { SettingsTable } from "./settings-table";
import { HeartbeatFacts, StandingNotice } from "./standing-facts";

const minuteMs = 60_000;

function Known({ device, asOf }: { device: Device; asOf: Date }) {
  const mayChange = useCan()("provisioning:write");
  const nowMs = useNow(minuteMs) ?? asOf.getTime();
  const seenAt = useLastActivity(device.rotPublicUid);
  const [act, setAct] = useState<"edit" | "delete">();
  const standing = deviceStanding({ desired: device.desired, current: device.current, seenAt, nowMs });
  const { settings } = standing;
  const expectedAt = expectedContact(standing);
  const toggle = (kind: "edit" | "delete") => (open: boolean) => setAct(open ? kind : undefined);
  const isWanted = standing.standing !== null;
  return (
    <Section
      title="Provisioning"
      description="What is wanted of the device, beside what it has confirmed."
      actions={
        mayChange && (
          <>
            {isWanted && (
              <Button size="small" onClick={() => setAct("delete")}>
                Delete provisioning…
              </Button>
            )}
            <Button size="small" onClick={() => setAct("edit")}>
              Set provisioning…
            </Button>
          </>
        )
      }
    >
      <StandingNotice device={standing} />
      <HeartbeatFacts device={standing} />
      {settings.length === 0 ? (
        <p className="text-13 text-muted">Nothing is wanted of this device and nothing is set on it.</p>
      ) : (
        <div className="mt-4">
          <SettingsTable settings={settings} />
        </div>
      )}
      <EditForm
        rotPublicUid={device.rotPublicUid}
        before={wantedIn(settings)}
        expectedAt={expectedAt !== null && Date.parse(expectedAt) >= nowMs ? expectedAt : null}
        open={act === "edit"}
        onOpenChange={toggle("edit")}
      />
      <DeleteDialog
        rotPublicUid={device.rotPublicUid}
        settings={settings}
        open={act === "delete"}
        onOpenChange={toggle("delete")}
      />
    </Section>
  );
}

/**
 * What is wanted of one device and what has become of it: the device page's tab. The page around it reads the same
 * device, and says so when it is old or cannot be had.
 */
export function ProvisioningPanel({ rotPublicUid }: { rotPublicUid: string }) {
  const read = useDevice(rotPublicUid);
  if (read.error !== null && read.data === undefined) return null;
  if (read.data === undefined || read.isPlaceholderData) {
    return (
      <Section title="Provisioning">
        <Skeleton className="h-64 w-full" />
      </Section>
    );
  }
  return <Known device={read.data.value} asOf={read.data.asOf} />;
}

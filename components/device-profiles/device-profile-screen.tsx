"use client";

import { parseAsStringLiteral, useQueryState } from "nuqs";
import type { ReactNode } from "react";
import { readFailure, StaleNotice } from "@/components/patterns/answer";
import { Dossier, Page } from "@/components/patterns/dossier";
import { Facts } from "@/components/patterns/facts";
import { Identifier } from "@/components/patterns/identifier";
import { PageHead } from "@/components/patterns/page-head";
import { PolledPageHead } from "@/components/patterns/polled-page-head";
import { problemOf } from "@/components/patterns/problem";
import { RawJson } from "@/components/patterns/raw-json";
import { Section } from "@/components/patterns/section";
import { Blank } from "@/components/patterns/states";
import { exactTime } from "@/components/patterns/time/format-time";
import { ExactTime } from "@/components/patterns/time/timestamp";
import { usePollClock } from "@/components/patterns/time/use-poll-clock";
import { useCan } from "@/components/patterns/who";
import { ButtonLink } from "@/components/ui/link";
import { Skeleton } from "@/components/ui/skeleton";
import { Tabs } from "@/components/ui/tabs";
import type { DeviceProfile } from "@/lib/contract/device-profiles";
import { nameOf, WhitelistCheck } from "./columns";
import { ProfileActivity } from "./profile-activity";
import { ProfileDevices } from "./profile-devices";
import { ProfileTags } from "./profile-tags";
import { useProfile } from "./queries";

const refreshEveryMs = 60_000;

const tabs = parseAsStringLiteral(["summary", "devices"] as const).withDefault("summary");

function Summary({ profile }: { profile: DeviceProfile }) {
  return (
    <Section title="Summary">
      <Facts
        facts={[
          {
            label: "UID",
            value: <Identifier value={profile.deviceProfileUid} label="device profile UID" />,
          },
          { label: "Name", value: profile.profileName, missing: "not told" },
          {
            label: "Whitelist at bootstrap",
            value: (
              <>
                <WhitelistCheck {...profile} />
                {profile.ignoresWhitelist !== null && (
                  <span className="block text-12 text-muted">
                    {profile.ignoresWhitelist
                      ? "Devices get their features without being listed."
                      : "Devices that are not listed are blacklisted when they bootstrap."}
                  </span>
                )}
              </>
            ),
          },
          {
            label: "Created",
            value: profile.createdAt && <ExactTime value={profile.createdAt} distance={false} />,
            missing: "not told",
          },
        ]}
      />
      <p className="text-13 text-muted">
        Name, price plan and whitelist check are changed in u-blox's portal, where profiles are made.
      </p>
    </Section>
  );
}

function NotFound({ deviceProfileUid }: { deviceProfileUid: string }) {
  return (
    <Page>
      <PageHead title={<span className="font-mono">{deviceProfileUid}</span>} />
      <Blank
        title="No device profile has this UID"
        actions={<ButtonLink href="/device-profiles">Back to device profiles</ButtonLink>}
      >
        UIDs are case-sensitive. Profiles are made in u-blox's portal.
      </Blank>
    </Page>
  );
}

interface Props {
  deviceProfileUid: string;
  /** What its devices are given when they bootstrap: a section of another capability. */
  bootstrap: ReactNode;
}

/** Everything known of one device profile. */
export function DeviceProfileScreen({ deviceProfileUid, bootstrap }: Props) {
  const can = useCan();
  const clock = usePollClock("device-profile", refreshEveryMs);
  const read = useProfile(deviceProfileUid, clock.refetchInterval);
  const [tab, setTab] = useQueryState("tab", tabs);
  const profile = read.isPlaceholderData ? undefined : read.data?.value;
  if (read.error && problemOf(read.error).code === "not_found") {
    return <NotFound deviceProfileUid={deviceProfileUid} />;
  }
  return (
    <Page>
      <PolledPageHead
        title={profile ? nameOf(profile) : <span className="font-mono">{deviceProfileUid}</span>}
        description={
          profile && (
            <span className="flex flex-wrap items-center gap-x-2">
              Device profile <Identifier value={deviceProfileUid} label="device profile UID" />
            </span>
          )
        }
        clock={clock}
        read={read}
      />
      <StaleNotice read={read} vendor="u-blox" what="this device profile" />
      {readFailure(read, "The list of device profiles may still be there, as it last was.")}
      {profile === undefined && !read.error && <Skeleton className="h-64 w-full" />}
      {profile && (
        <Tabs
          value={tab}
          onValueChange={(next) => void setTab(next)}
          items={[
            {
              value: "summary",
              label: "Summary",
              content: (
                <div className="flex flex-col gap-8 pt-2">
                  <Dossier
                    facts={
                      <>
                        <Summary profile={profile} />
                        {can("provisioning:read") && bootstrap}
                      </>
                    }
                    life={
                      <>
                        <ProfileTags profile={profile} />
                        {can("audit:read") && <ProfileActivity deviceProfileUid={deviceProfileUid} />}
                      </>
                    }
                  />
                  <RawJson
                    label="Raw device profile"
                    value={profile}
                    note={
                      read.data && `As read from u-blox on ${exactTime(read.data.asOf.toISOString(), true)}.`
                    }
                  />
                </div>
              ),
            },
            {
              value: "devices",
              label: "Devices",
              content: <ProfileDevices deviceProfileUid={deviceProfileUid} />,
            },
          ]}
        />
      )}
    </Page>
  );
}

"use client";

import { useState } from "react";
import { readFailure, StaleNotice } from "@/components/patterns/answer";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { Facts } from "@/components/patterns/facts";
import { Section } from "@/components/patterns/section";
import { useCan } from "@/components/patterns/who";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import type { BootstrapProvisioning as Bootstrap } from "@/lib/contract/provisioning";
import { settingPairs } from "@/lib/domain/heartbeat/settings";
import { settingsLine } from "@/lib/domain/provisioning/settings";
import { BootstrapForm } from "./bootstrap-form";
import { onlyNewDevices } from "./bootstrap-words";
import { useBootstrap, useDeleteBootstrap, useProfileName } from "./queries";
import { SettingName, SideWords } from "./setting-words";

interface Props {
  deviceProfileUid: string;
  /** What the profile is called on the screen. */
  name: string;
}

function DeleteBootstrapDialog({
  deviceProfileUid,
  name,
  before,
  open,
  onOpenChange,
}: Props & { before: Bootstrap["settings"]; open: boolean; onOpenChange: (open: boolean) => void }) {
  const remove = useDeleteBootstrap();
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      level={1}
      title="Delete bootstrap provisioning"
      subject={name}
      consequence="New devices of this profile start with nothing enabled."
      doesNot={`${onlyNewDevices} The others keep what they have.`}
      cost="One call to u-blox."
      onConfirm={async () => {
        await remove.mutateAsync({ params: { deviceProfileUid } });
      }}
    >
      <p>No longer given: {settingsLine(before)}.</p>
    </ConfirmDialog>
  );
}

function Settings({ bootstrap }: { bootstrap: Bootstrap }) {
  const pairs = settingPairs(bootstrap.desired, null);
  if (pairs.length === 0) {
    return <p className="text-13 text-muted">Nothing is set: new devices start with nothing enabled.</p>;
  }
  return (
    <Facts
      facts={pairs.map((pair) => ({
        label: <SettingName pair={pair} />,
        value: <SideWords pair={pair} side={pair.wanted} verb="set" />,
      }))}
    />
  );
}

/** What the devices of a profile are given when they bootstrap: a section of the profile's page. */
export function BootstrapProvisioning({ deviceProfileUid }: Pick<Props, "deviceProfileUid">) {
  const name = useProfileName(deviceProfileUid);
  const mayChange = useCan()("provisioning:write");
  const read = useBootstrap(deviceProfileUid);
  const [act, setAct] = useState<"edit" | "delete">();
  const bootstrap = read.isPlaceholderData ? undefined : read.data?.value;
  const toggle = (kind: "edit" | "delete") => (open: boolean) => setAct(open ? kind : undefined);
  const isSet = bootstrap !== undefined && settingPairs(bootstrap.desired, null).length > 0;
  return (
    <Section
      title="Bootstrap provisioning"
      description={`What a device of this profile is given when it bootstraps. ${onlyNewDevices}`}
      actions={
        mayChange &&
        bootstrap && (
          <>
            {isSet && (
              <Button size="small" onClick={() => setAct("delete")}>
                Delete bootstrap provisioning…
              </Button>
            )}
            <Button size="small" onClick={() => setAct("edit")}>
              Set bootstrap provisioning…
            </Button>
          </>
        )
      }
    >
      <StaleNotice read={read} vendor="u-blox" what="the bootstrap provisioning" />
      {readFailure(read)}
      {bootstrap === undefined && !read.error && <Skeleton className="h-40 w-full" />}
      {bootstrap && (
        <>
          <Settings bootstrap={bootstrap} />
          <BootstrapForm
            deviceProfileUid={deviceProfileUid}
            name={name}
            before={bootstrap.settings}
            open={act === "edit"}
            onOpenChange={toggle("edit")}
          />
          <DeleteBootstrapDialog
            deviceProfileUid={deviceProfileUid}
            name={name}
            before={bootstrap.settings}
            open={act === "delete"}
            onOpenChange={toggle("delete")}
          />
        </>
      )}
    </Section>
  );
}

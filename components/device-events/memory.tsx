"use client";

import { Facts } from "@/components/patterns/facts";
import { Notice } from "@/components/patterns/notice";
import { ExactTime } from "@/components/patterns/time/timestamp";
import { useCan } from "@/components/patterns/who";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/link";
import { Popover } from "@/components/ui/popover";
import { type EventMemory, notificationDaysMax } from "@/lib/contract/device-events";
import { hookTypeLabel } from "@/lib/contract/event-labels";

const hooksPage = "/connections/vendor-hooks";
const dayMs = 86_400_000;
/** A day less than the vendor remembers: its clock and ours differ. */
const vendorRemembersSince = () => new Date(Date.now() - (notificationDaysMax - 1) * dayMs).toISOString();

const date = new Intl.DateTimeFormat("en-GB", {
  timeZone: "UTC",
  day: "numeric",
  month: "long",
  year: "numeric",
});

/** How far back this list goes, and for what. With a device or a tag, the vendor's own memory belongs to it. */
export function MemoryLine({ memory, withVendor }: { memory: readonly EventMemory[]; withVendor: boolean }) {
  const mayConnect = useCan()("connections:write");
  const connected = memory.filter(({ completeSince }) => completeSince !== null);
  const vendor = `u-blox itself remembers state changes, settings, errors and identities since ${date.format(new Date(vendorRemembersSince()))} (${notificationDaysMax} days)`;
  return (
    <>
      {connected.length === 0 && (
        <Notice
          kind="attention"
          title="No hook of u-blox is connected, so events do not arrive here"
          actions={mayConnect && <ButtonLink href={hooksPage}>Connect hooks</ButtonLink>}
        >
          Events are shown as they happen, and kept for ever, from the moment a hook is connected.
          {!mayConnect && " An administrator connects them under Connections."}
        </Notice>
      )}
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-12 text-muted">
        <span>
          {withVendor
            ? `${vendor}, and is read too.`
            : `${vendor}: choose a device or a tag to read that too.`}
        </span>
        {connected.length > 0 && (
          <Popover
            title="Complete in this console since"
            className="w-104"
            trigger={
              <Button size="small" variant="ghost">
                {connected.length === memory.length
                  ? "All types are kept here"
                  : `${connected.length} of ${memory.length} types are kept here`}
              </Button>
            }
          >
            <Facts
              facts={memory.map(({ type, completeSince }) => ({
                label: hookTypeLabel(type),
                value: completeSince && <ExactTime value={completeSince} distance={false} />,
                missing: "no hook connected",
              }))}
            />
            <p className="mt-3 text-12 text-muted">
              Older events of a type are here where its hook brought them.
            </p>
          </Popover>
        )}
      </div>
    </>
  );
}

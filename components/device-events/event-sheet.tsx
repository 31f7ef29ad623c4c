"use client";

import { type Fact, Facts } from "@/components/patterns/facts";
import { Identifier } from "@/components/patterns/identifier";
import { RawJson } from "@/components/patterns/raw-json";
import { exactTime } from "@/components/patterns/time/format-time";
import { ExactTime } from "@/components/patterns/time/timestamp";
import { Sheet } from "@/components/ui/sheet";
import type { ListedEvent } from "@/lib/contract/device-events";
import { About } from "./about";
import { sourceWords } from "./columns";
import { eventSentence } from "./sentence";

function factsOf(event: ListedEvent): Fact[] {
  const { at, type, detail, source, receivedAt, deliveries } = event;
  const serialNumber = "serialNumber" in detail ? detail.serialNumber : null;
  return [
    { label: "Happened", value: at && exactTime(at, true), missing: "not said by the vendor" },
    {
      label: "Type",
      value: type && <span className="font-mono text-12 [overflow-wrap:anywhere]">{type}</span>,
      missing: "not said by the vendor",
    },
    { label: "About", value: <About event={event} /> },
    ...(serialNumber === null
      ? []
      : [
          {
            label: "Certificate",
            value: <Identifier value={serialNumber} label="certificate serial number" />,
          },
        ]),
    ...("expiresAt" in detail
      ? [{ label: "Expires", value: <ExactTime value={detail.expiresAt} missing="not said" /> }]
      : []),
    { label: "Source", value: sourceWords[source] },
    ...(receivedAt === null ? [] : [{ label: "Received", value: exactTime(receivedAt, true) }]),
    ...(deliveries === null
      ? []
      : [
          {
            label: "Deliveries",
            value: `${deliveries.toLocaleString("en-US")}${deliveries > 1 ? ", kept once" : ""}`,
          },
        ]),
  ];
}

/** Everything known of one event. */
export function EventSheet({ event, onClose }: { event: ListedEvent | undefined; onClose: () => void }) {
  return (
    <Sheet
      open={event !== undefined}
      onOpenChange={(open) => !open && onClose()}
      title={event === undefined ? "Event" : eventSentence(event)}
    >
      {event && (
        <div className="flex flex-col gap-5">
          <Facts facts={factsOf(event)} />
          <RawJson
            label="Raw event"
            value={event.raw}
            note="As u-blox told it, without secrets."
            defaultOpen
          />
        </div>
      )}
    </Sheet>
  );
}

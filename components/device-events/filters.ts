import type { Filter } from "@/components/patterns/filter-bar/types";
import { eventTypeLabels } from "@/lib/contract/event-labels";

const type: Filter = {
  key: "type",
  label: "Type",
  kind: "select",
  promoted: true,
  options: eventTypeLabels.map(({ type: value, label }) => ({ value, label })),
};

const time: Filter = { key: "time", label: "Time", kind: "dates", promoted: true };

const source: Filter = {
  key: "source",
  label: "Source",
  kind: "select",
  options: [
    { value: "hook", label: "Brought by a hook" },
    { value: "vendor", label: "Remembered by u-blox" },
  ],
};

/** Of the page of one device. */
export const deviceEventFilters: Filter[] = [type, time, source];

/** Of the page of all. */
export const eventFilters: Filter[] = [
  type,
  { key: "device", label: "Device", kind: "text", promoted: true, mono: true, placeholder: "RoT UID" },
  { key: "tag", label: "Tag", kind: "text", promoted: true },
  time,
  source,
];

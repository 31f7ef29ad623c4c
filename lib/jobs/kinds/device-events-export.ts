import { z } from "zod";
import type { JobInput } from "@/lib/contract/job-kinds";
import { countHookEvents, newestHookEvent, readHookEvents } from "@/lib/domain/device-events/hook-file";
import type { FileKind } from "@/lib/domain/jobs/kind";
import { formatFact } from "./paged-export";

type Filters = JobInput<"deviceEvents.export">["filters"];

const eventsPerPage = 1_000;

/** Events come in while they are exported: the plan notes the newest one of its time, and the file ends there. */
const frozen = z.object({ newestId: z.string() });

const cursor = z.object({ at: z.string(), id: z.string() });

/** What hooks brought, oldest first. The vendor's own memory is not in it: it belongs to one device at a time. */
export const deviceEventsExport: FileKind<"deviceEvents.export"> = {
  kind: "deviceEvents.export",
  makes: "file",
  unit: { one: "device event", many: "device events" },
  fileStem: "device-events",
  contents: "Every event that hooks had brought when the plan was made.",
  columns: [
    "eventId",
    "at",
    "receivedAt",
    "deliveries",
    "type",
    "kind",
    "rotPublicUid",
    "caName",
    "certificateSerialNumber",
    "expiresAt",
    "detail",
    "raw",
  ],

  title: (_input, targets) => `Export ${targets}`,
  facts: ({ filters, format }) => [...filterFacts(filters), formatFact(format)],

  async measure(_reading, input) {
    const newestId = await newestHookEvent();
    const rows = await countHookEvents(questionOf(input.filters), newestId);
    const frozenInput: JobInput<"deviceEvents.export"> & z.output<typeof frozen> = { ...input, newestId };
    return { rows, pages: Math.max(1, Math.ceil(rows / eventsPerPage)), input: frozenInput };
  },

  async page(_reading, input, from) {
    const { newestId } = frozen.parse(input);
    const after = from === null ? null : cursor.parse(from);
    const { events, last } = await readHookEvents(questionOf(input.filters), {
      newestId,
      after,
      size: eventsPerPage,
    });
    return {
      items: events.map(({ detail, ...event }) => {
        const { kind, ...said } = detail;
        const certificate = {
          caName: "caName" in detail ? detail.caName : null,
          certificateSerialNumber: "serialNumber" in detail ? detail.serialNumber : null,
          expiresAt: "expiresAt" in detail ? detail.expiresAt : null,
        };
        return { ...event, kind, ...certificate, detail: said };
      }),
      next: events.length < eventsPerPage ? null : last,
    };
  },
};

function questionOf({ rotPublicUid, type, from, to }: Filters) {
  return {
    type,
    ...(rotPublicUid !== undefined && { rotPublicUids: [rotPublicUid] }),
    ...(from !== undefined && { from: new Date(from) }),
    ...(to !== undefined && { to: new Date(to) }),
  };
}

const filterLabels: Record<keyof Filters, string> = {
  rotPublicUid: "Device",
  type: "Type",
  from: "From",
  to: "Before",
};

function filterFacts(filters: Filters): { label: string; value: string }[] {
  return Object.entries(filterLabels).flatMap(([name, label]) => {
    const value = filters[name as keyof Filters];
    return value === undefined ? [] : [{ label, value }];
  });
}

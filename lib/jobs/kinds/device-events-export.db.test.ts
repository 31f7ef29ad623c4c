import { beforeAll, expect, test } from "vitest";
import { testDatabase } from "@/lib/db/testing";
import { tableText } from "@/lib/domain/jobs/table-text";
import { keepCall } from "@/lib/domain/vendor-hooks/keep-call";
import { deviceEventsExport } from "./device-events-export";
import { readItems, readPages } from "./testing.export";

await testDatabase();

const uid = "135700008928c093";
const reading = { requestId: "req_test" };
const count = 2_300;
const noFilters = { filters: {}, format: "jsonl" } as const;

const errorEvent = (second: number, members: object = {}) => ({
  ROTPublicUID: uid,
  EventType: "DEVICE_ERRORS_EVENT",
  Timestamp: new Date(Date.UTC(2026, 4, 10) + second * 1_000).toISOString(),
  Payload: { Error: `error ${second}` },
  ...members,
});

const bring = (events: readonly object[]) => keepCall("DEVICE_ERRORS_EVENT", JSON.stringify(events));
const frozen = async (input: Parameters<typeof deviceEventsExport.page>[1]) => {
  const measured = await deviceEventsExport.measure(reading, input);
  return { ...measured, input: measured.input ?? input };
};

beforeAll(async () => {
  // The newest first, and several of one moment: neither the order they came in nor their times alone order them.
  const events = Array.from({ length: count }, (_, index) => errorEvent(count - Math.floor(index / 7)));
  const different = events.map((event, index) => ({ ...event, Payload: { Error: `error ${index}` } }));
  for (let start = 0; start < count; start += 1_000) await bring(different.slice(start, start + 1_000));
});

test("every event is in the file once, oldest first, over all pages", async () => {
  const { rows, pages, input } = await frozen(noFilters);
  expect([rows, pages]).toEqual([count, 3]);
  const read = await readPages(deviceEventsExport, input);
  expect(read.map(({ items }) => items.length)).toEqual([1_000, 1_000, 300]);
  const items = read.flatMap((page) => page.items);
  expect(new Set(items.map(({ eventId }) => eventId)).size).toBe(count);
  const times = items.map(({ at }) => String(at));
  expect(times).toEqual([...times].sort());
});

test("what comes after the plan is not in the file", async () => {
  const { input } = await frozen(noFilters);
  await bring([errorEvent(1, { Payload: { Error: "late" } })]);
  expect(await readItems(deviceEventsExport, input)).toHaveLength(count);
  expect((await frozen(noFilters)).rows).toBe(count + 1);
});

test("filters narrow it, and are told", async () => {
  const renewal = {
    ROTPublicUID: "000020008928c093",
    EventType: "DEVICE_CERTIFICATE_RENEWAL_EVENT",
    Timestamp: "2026-06-01T00:00Z",
    Payload: {
      CertificateAuthorityName: "=cmd()",
      CertificateSerialNumber: "73068c",
      CertificateValidity: 365,
      ExpirationDate: "2027-06-01T00:00Z",
    },
  };
  await bring([renewal]);
  const filters = {
    rotPublicUid: "000020008928c093",
    type: "DEVICE_CERTIFICATE_RENEWAL_EVENT",
    from: "2026-06-01T00:00:00Z",
    to: "2026-06-01T00:00:01Z",
  };
  const { rows, input } = await frozen({ filters, format: "csv" });
  expect(rows).toBe(1);
  const items = await readItems(deviceEventsExport, input);
  expect(items).toMatchObject([
    {
      kind: "certificateRenewed",
      caName: "=cmd()",
      certificateSerialNumber: "73068c",
      expiresAt: "2027-06-01T00:00:00.000Z",
      detail: { validityDays: 365 },
      raw: renewal,
    },
  ]);
  const csv = tableText("csv", deviceEventsExport.columns, items, true);
  // A spreadsheet would run it.
  expect(csv).toContain(",'=cmd(),");
  expect(deviceEventsExport.facts(input)).toEqual([
    { label: "Device", value: filters.rotPublicUid },
    { label: "Type", value: filters.type },
    { label: "From", value: filters.from },
    { label: "Before", value: filters.to },
    { label: "Format", value: "CSV" },
  ]);
});

test("nothing makes an empty file", async () => {
  const { rows, pages, input } = await frozen({ filters: { type: "DEVICE_SOLD" }, format: "csv" });
  expect([rows, pages]).toEqual([0, 1]);
  expect(await readPages(deviceEventsExport, input)).toEqual([{ items: [], next: null }]);
});

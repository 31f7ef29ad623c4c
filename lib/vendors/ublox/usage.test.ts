import { afterEach, expect, test } from "vitest";
import { deviceUsage } from "@/lib/contract/usage";
import { closeClients, failureOf, reading } from "../http/testing/client";
import { answer, closeServers } from "../http/testing/recording-server";
import { ubloxStandIn } from "./testing";
import { readUsage } from "./usage";

afterEach(async () => {
  await closeClients();
  await closeServers();
});

const from = "2020-02-01";

async function usageIn(body: unknown) {
  const { ublox } = await ubloxStandIn((_request, response) => answer(response, body));
  const usage = await readUsage(reading, ublox, { from });
  for (const item of usage) expect(deviceUsage.parse(item)).toEqual(item);
  return usage;
}

test("restores the zeros that keys have lost", async () => {
  const keys = ["2000089282256", "135700008928C093", "9999999999999999", "0", "200008928c093"];
  const usage = await usageIn(Object.fromEntries(keys.map((key) => [key, {}])));
  expect(usage.map(({ rotPublicUid }) => rotPublicUid).sort()).toEqual(
    [
      "0002000089282256",
      "135700008928c093",
      "9999999999999999",
      "0000000000000000",
      "000200008928c093",
    ].sort(),
  );
});

test.each(["E2E", "12345678901234567", "TotalRecords", ""])(
  "a key that cannot be restored, %j, is a bad answer instead of missing usage",
  async (key) => {
    expect(await failureOf(usageIn({ "2000089282256": {}, [key]: {} }))).toMatchObject({
      kind: "bad_answer",
    });
  },
);

test("what is about no device is passed over", async () => {
  expect(await usageIn({ Message: "Success", TotalRecords: 1, "2000089282256": { ZTPV1: 1 } })).toHaveLength(
    1,
  );
  expect(await usageIn({})).toEqual([]);
});

test.each([
  [
    "counters",
    { SymmetricKey: 3, LocalDPR: "1", ZTPV1: 0 },
    [
      ["SymmetricKey", null, 3],
      ["LocalDPR", null, 1],
      ["ZTPV1", null, 0],
    ],
  ],
  [
    "counters by day",
    { "2020-02-01": { SymmetricKey: 3 }, "2020-02-02T00:00:00Z": { SymmetricKey: 4 } },
    [
      ["SymmetricKey", "2020-02-01", 3],
      ["SymmetricKey", "2020-02-02", 4],
    ],
  ],
  ["days by counter", { SymmetricKey: { "2020-02-01": 3 } }, [["SymmetricKey", "2020-02-01", 3]]],
  ["counters in groups", { E2E: { SymmetricKey: 3 } }, [["E2E.SymmetricKey", null, 3]]],
  [
    "no counters",
    {
      IMEI: "862618583984360",
      Rate: 1.5,
      Odd: -1,
      List: [1],
      Nothing: null,
      Far: { a: { b: { c: { d: 1 } } } },
    },
    [],
  ],
])("reads %s", async (_name, value, counts) => {
  const [device] = await usageIn({ "2000089282256": value });
  expect(device?.counts.map(({ name, day, count }) => [name, day, count])).toEqual(counts);
  expect(device?.raw).toEqual(value);
});

test("asks for all devices, by tag, or for a hundred UIDs at a time", async () => {
  const { ublox, asked } = await ubloxStandIn((_request, response) => answer(response, {}));
  await readUsage(reading, ublox, { from });
  await readUsage(reading, ublox, { from, to: "2020-02-02", devices: { tagNames: ["downtown"] } });
  const rotPublicUids = Array.from({ length: 101 }, (_, index) => index.toString(16).padStart(16, "0"));
  await readUsage(reading, ublox, { from, devices: { rotPublicUids } });
  expect(asked().map(({ body }) => body)).toEqual([
    { FromDate: from },
    { FromDate: from, ToDate: "2020-02-02", TagNames: ["downtown"] },
    { FromDate: from, ROTPublicUIDs: rotPublicUids.slice(0, 100) },
    { FromDate: from, ROTPublicUIDs: rotPublicUids.slice(100) },
  ]);
});

test("is not brought down by nesting without end", async () => {
  const deep = `${'{"2020-02-01":'.repeat(50_000)}1${"}".repeat(50_000)}`;
  expect(await usageIn(`{"2000089282256":${deep}}`)).toMatchObject([{ counts: [] }]);
});

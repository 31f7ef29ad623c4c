import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { usage as contract } from "@/lib/contract/usage";
import { closeClients, failureOf, reading } from "@/lib/vendors/http/testing/client";
import { answer, closeServers } from "@/lib/vendors/http/testing/recording-server";
import { ubloxStandIn } from "@/lib/vendors/ublox/testing";
import { usageOf } from "./usage-of";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-03-10T12:00:00Z") });
});
afterEach(async () => {
  vi.useRealTimers();
  await closeClients();
  await closeServers();
});

interface Asked {
  FromDate: string;
  ToDate?: string;
  ROTPublicUIDs?: string[];
  TagNames?: string[];
}

/** A vendor that answers each period as the test says. */
async function vendor(reply: (asked: Asked) => unknown, answerBytesMax?: number) {
  const limits = answerBytesMax === undefined ? {} : { answerBytesMax };
  const { ublox, asked } = await ubloxStandIn(
    (request, response) => answer(response, reply(JSON.parse(request.text))),
    { limits },
  );
  return {
    asked: () => asked().map(({ body }) => body as Asked),
    read: async (question: Partial<Parameters<typeof usageOf>[2]> = {}) =>
      contract.get.response.parse(await usageOf(reading, ublox, { from: "2026-03-08", ...question })),
  };
}

const uid = "0002000089282256";

describe("a vendor that tells days apart", () => {
  test("is asked once, and its counts are added up by day, by name and by device", async () => {
    const { read, asked } = await vendor(() => ({
      "2000089282256": { "2026-03-08": { ZTPV1: 1, SymmetricKey: 2 }, "2026-03-10": { SymmetricKey: 3 } },
      "135700008928c093": { "2026-03-08": { SymmetricKey: 10 }, "2026-03-09": { SymmetricKey: 0 } },
      "2000089282257": { "2026-03-08": { SymmetricKey: 0 } },
    }));
    expect(await read()).toEqual({
      from: "2026-03-08",
      to: "2026-03-10",
      names: ["SymmetricKey", "ZTPV1"],
      counts: [
        { name: "SymmetricKey", day: "2026-03-08", count: 12 },
        { name: "ZTPV1", day: "2026-03-08", count: 1 },
        { name: "SymmetricKey", day: "2026-03-10", count: 3 },
      ],
      devices: [
        { rotPublicUid: "135700008928c093", counts: [{ name: "SymmetricKey", day: null, count: 10 }] },
        {
          rotPublicUid: uid,
          counts: [
            { name: "SymmetricKey", day: null, count: 5 },
            { name: "ZTPV1", day: null, count: 1 },
          ],
        },
      ],
      deviceCount: 2,
    });
    expect(asked()).toEqual([{ FromDate: "2026-03-08", ToDate: "2026-03-10" }]);
  });
});

describe("a vendor that does not tell days apart", () => {
  const counted = ({ FromDate, ToDate }: Asked) => ({
    "2000089282256": {
      SymmetricKey: FromDate === ToDate ? Number(FromDate.slice(-2)) : 27,
      ...(FromDate === "2026-03-09" && ToDate === "2026-03-09" ? {} : { ZTPV1: 0 }),
    },
  });

  test("is asked about each day", async () => {
    const { read, asked } = await vendor(counted);
    const { counts, devices } = await read();
    expect(counts).toEqual(
      ["08", "09", "10"].map((day) => ({ name: "SymmetricKey", day: `2026-03-${day}`, count: Number(day) })),
    );
    expect(devices).toEqual([
      { rotPublicUid: uid, counts: [{ name: "SymmetricKey", day: null, count: 27 }] },
    ]);
    expect(asked()).toHaveLength(4);
  });

  test("is not asked again about days that are over", async () => {
    const { read, asked } = await vendor(counted);
    const first = await read();
    expect(await read()).toEqual(first);
    expect(asked().slice(4)).toEqual([
      { FromDate: "2026-03-08", ToDate: "2026-03-10" },
      { FromDate: "2026-03-10", ToDate: "2026-03-10" },
    ]);
    await read({ tag: "downtown" });
    expect(asked().filter(({ TagNames }) => TagNames)).toHaveLength(4);
  });

  test("is asked about a single day once, and about nothing where nothing was used", async () => {
    const one = await vendor(counted);
    expect((await one.read({ from: "2026-03-10" })).counts).toEqual([
      { name: "SymmetricKey", day: "2026-03-10", count: 10 },
    ]);
    expect(one.asked()).toHaveLength(1);
    const none = await vendor(() => ({ "2000089282256": { SymmetricKey: 0 } }));
    expect(await none.read()).toMatchObject({ names: [], counts: [], devices: [], deviceCount: 0 });
    expect(none.asked()).toHaveLength(1);
  });

  test("fails as a whole when it does not answer for a day", async () => {
    const { read } = await vendor((question) =>
      question.FromDate === "2026-03-09" ? "no JSON object" : counted(question),
    );
    expect(await failureOf(read())).toMatchObject({ kind: "bad_answer" });
  });
});

test.each([
  [{ rotPublicUid: uid }, { ROTPublicUIDs: [uid] }],
  [{ tag: "downtown" }, { TagNames: ["downtown"] }],
  [{ to: "2026-03-09" }, { ToDate: "2026-03-09" }],
])("%j is passed on", async (question, expected) => {
  const { read, asked } = await vendor(() => ({}));
  await read(question);
  expect(asked()).toEqual([{ FromDate: "2026-03-08", ToDate: "2026-03-10", ...expected }]);
});

describe("a huge fleet", () => {
  /** So many devices, whose counters take so many bytes for each day. */
  const fleet = (count: number) => (asked: Asked) => {
    const days = (Date.parse(asked.ToDate ?? "") - Date.parse(asked.FromDate)) / 86_400_000 + 1;
    const counters = Object.fromEntries(
      Array.from({ length: days }, (_, index) => [
        new Date(Date.parse(asked.FromDate) + index * 86_400_000).toISOString().slice(0, 10),
        { SymmetricKey: 1 },
      ]),
    );
    return Object.fromEntries(Array.from({ length: count }, (_, index) => [String(index + 1), counters]));
  };

  test("is asked about in parts where one answer is too much, and the sums are the same", async () => {
    const whole = await vendor(fleet(100));
    const cut = await vendor(fleet(100), 12_000);
    const question = { from: "2026-03-01" };
    expect(await cut.read(question)).toEqual(await whole.read(question));
    expect(cut.asked().map(({ FromDate, ToDate }) => `${FromDate}..${ToDate}`)).toEqual([
      "2026-03-01..2026-03-10",
      "2026-03-01..2026-03-05",
      "2026-03-01..2026-03-03",
      "2026-03-04..2026-03-05",
      "2026-03-06..2026-03-10",
      "2026-03-06..2026-03-08",
      "2026-03-09..2026-03-10",
    ]);
  });

  test("of which one day is too much is refused with what can be done", async () => {
    const { read } = await vendor(fleet(1_000), 12_000);
    await expect(read()).rejects.toMatchObject({
      code: "too_large",
      words: { next: "Choose a tag or one device." },
    });
  });

  test("is told by its thousand devices that used most, and counted whole", async () => {
    const { read } = await vendor((asked) => ({
      ...fleet(1_500)(asked),
      "9999": { "2026-03-08": { ZTPV1: 50 } },
    }));
    const { devices, deviceCount } = await read();
    expect(devices).toHaveLength(1_000);
    expect(devices[0]?.rotPublicUid).toBe("0000000000009999");
    expect(deviceCount).toBe(1_501);
  });

  test("with UIDs beyond what numbers hold keeps every digit", async () => {
    const keys = ["9007199254740993", "9999999999999999", "90071992547409"];
    const { read } = await vendor(() =>
      Object.fromEntries(keys.map((key) => [key, { "2026-03-08": { A: 1 } }])),
    );
    expect((await read()).devices.map(({ rotPublicUid }) => rotPublicUid).sort()).toEqual([
      "0090071992547409",
      "9007199254740993",
      "9999999999999999",
    ]);
  });
});

test("sums stay exact, and no name is taken for something else", async () => {
  const most = Number.MAX_SAFE_INTEGER;
  const { read } = await vendor(() => ({
    "1": { "2026-03-08": { constructor: most, toString: 1 } },
    "2": { "2026-03-08": { constructor: most } },
  }));
  expect((await read()).counts).toEqual([
    { name: "constructor", day: "2026-03-08", count: most },
    { name: "toString", day: "2026-03-08", count: 1 },
  ]);
});

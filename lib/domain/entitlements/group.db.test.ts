import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { testDatabase } from "@/lib/db/testing";
import { forgetFailures } from "@/lib/domain/last-answers/vendor-rest";
import { logger } from "@/lib/log";
import { closeClients } from "@/lib/vendors/http/testing/client";
import { answer, closeServers } from "@/lib/vendors/http/testing/recording-server";
import { good, juniperStandIn, sampleEntitlement } from "@/lib/vendors/juniper/testing";
import { knownGroup, noteLicenseChange, readGroup } from "./group";
import { openCode } from "./sealed-code";
import { standingOf } from "./standing";
import { juniperVendor, passTime, reading } from "./testing";

const { owner } = await testDatabase();
logger().level = "silent";
const vendor = await juniperVendor();
const { juniper, sandbox } = vendor;
afterAll(vendor.stop);

beforeEach(async () => {
  forgetFailures();
  sandbox.reset();
  vendor.newBudget(300);
  await owner`delete from shared_answers`;
  await owner`delete from shared_changes`;
});

const minuteMs = 60_000;
const stored = async () =>
  z
    .array(z.object({ text: z.string() }))
    .parse(await owner`select to_jsonb(shared_answers)::text as text from shared_answers`);
const seedCode = "A1B2C3D4E5F6G7H8";

describe("a customer's group", () => {
  test("is read from Juniper once, whole, for all processes", async () => {
    const all = await Promise.all([
      ...Array.from({ length: 5 }, () => readGroup(reading, juniper)),
      ...Array.from({ length: 5 }, () => readGroup(reading, vendor.another())),
    ]);
    expect(vendor.asked()).toEqual(["/entitlements/query"]);
    for (const { entitlements } of all) expect(entitlements).toHaveLength(30);
    expect(all[0]).toMatchObject({
      customerId: "0100001234",
      groupId: "GRP-77",
      complete: true,
      warnings: [],
    });
    expect(all[0]?.staleBecause).toBeUndefined();
  });

  test("is the connection's own unless another is said, and each is known apart", async () => {
    const own = await readGroup(reading, juniper);
    const other = await readGroup(reading, juniper, { groupId: "GRP-78" });
    const third = await readGroup(reading, juniper, { customerId: "0100005678", groupId: "GRP-12" });
    expect([own, other, third].map(({ groupId, entitlements }) => [groupId, entitlements.length])).toEqual([
      ["GRP-77", 30],
      ["GRP-78", 20],
      ["GRP-12", 10],
    ]);
    await readGroup(reading, juniper, { groupId: "GRP-78" });
    expect(vendor.asked()).toHaveLength(3);
  });

  test("has every state there is, as the vendor says too", async () => {
    const { entitlements } = await readGroup(reading, juniper);
    const words: Record<string, RegExp> = {
      NOT_STARTED: /^not_started$/,
      ACTIVE: /^(active|expiring)$/,
      EXHAUSTED: /^(used_up|exceeded|expiring)$/,
      EXPIRED: /^expired$/,
      REVOKED: /^revoked$/,
    };
    for (const entitlement of entitlements) {
      expect(standingOf(entitlement, new Date())).toMatch(words[entitlement.status ?? ""] ?? /^never$/);
    }
    expect(new Set(entitlements.map(({ status }) => status)).size).toBeGreaterThan(3);
  });

  test("is stored with its activation codes sealed, and nowhere in clear", async () => {
    const { entitlements } = await readGroup(reading, juniper);
    const first = entitlements.find(({ ssrn }) => ssrn === "152115129000");
    expect(first && (await openCode(first))).toBe(seedCode);
    const codes = await Promise.all(entitlements.map(openCode));
    expect(codes.every((code) => code !== null && /^[A-Z0-9]{16}$/.test(code))).toBe(true);
    const [row] = await stored();
    expect(row?.text).toContain("152115129000");
    for (const code of codes) expect(row?.text).not.toContain(code);
    // Sealed for its own entitlement: swapping seals in the database opens nothing.
    const [one, other] = entitlements;
    await expect(one && other && openCode({ ...one, sealedCode: other.sealedCode })).rejects.toThrow(
      "the seal is of another place",
    );
  });

  test("is parsed once in a process, whoever looks at it", async () => {
    await readGroup(reading, juniper);
    const first = await readGroup(reading, juniper);
    const second = await readGroup(reading, juniper);
    expect(second.entitlements).toBe(first.entitlements);
    expect((await knownGroup(juniper))?.entitlements).toBe(first.entitlements);
  });
});

describe("how long it is fresh", () => {
  test("is five minutes", async () => {
    await readGroup(reading, juniper);
    await passTime(owner, 4.9 * minuteMs);
    await readGroup(reading, juniper);
    expect(vendor.asked()).toHaveLength(1);
    await passTime(owner, 0.2 * minuteMs);
    await readGroup(reading, juniper);
    expect(vendor.asked()).toHaveLength(2);
  });

  test("is a minute for each page where there are many", async () => {
    const { juniper: large, asked } = await manyPages(10);
    await readGroup(reading, large, { groupId: "LARGE" });
    expect(asked()).toHaveLength(10);
    await passTime(owner, 9.9 * minuteMs);
    expect((await readGroup(reading, large, { groupId: "LARGE" })).entitlements).toHaveLength(2_000);
    expect(asked()).toHaveLength(10);
    await passTime(owner, 0.2 * minuteMs);
    await readGroup(reading, large, { groupId: "LARGE" });
    expect(asked()).toHaveLength(20);
  });

  test("ends when a person wants to see it asked for, who sees nothing older than 15 s", async () => {
    await readGroup(reading, juniper);
    await passTime(owner, 14_000);
    await readGroup(reading, juniper, {}, { anew: true });
    expect(vendor.asked()).toHaveLength(1);
    await passTime(owner, 2_000);
    await readGroup(reading, juniper, {}, { anew: true });
    expect(vendor.asked()).toHaveLength(2);
  });

  test("ends at once with a person's change, in all processes", async () => {
    await readGroup(reading, juniper);
    await noteLicenseChange("person");
    await readGroup(reading, vendor.another());
    await readGroup(reading, juniper);
    expect(vendor.asked()).toHaveLength(2);
  });

  test("ends with a job's changes once it is a minute old", async () => {
    await readGroup(reading, juniper);
    for (let change = 0; change < 5; change++) {
      await noteLicenseChange("job");
      await readGroup(reading, juniper);
    }
    expect(vendor.asked()).toHaveLength(1);
    await passTime(owner, 61_000);
    await readGroup(reading, juniper);
    await readGroup(reading, juniper);
    expect(vendor.asked()).toHaveLength(2);
  });
});

describe("while Juniper cannot be asked", () => {
  test("because the hour's calls are used up, what was read last is given, and the vendor is not asked", async () => {
    vendor.newBudget(3);
    const { answeredAt } = await readGroup(reading, juniper);
    const before = vendor.asked().length;
    await passTime(owner, 10 * minuteMs);
    await readGroup(reading, juniper);
    await passTime(owner, 10 * minuteMs);
    const stale = await readGroup(reading, juniper);
    expect(vendor.asked().length - before).toBeLessThanOrEqual(2);
    expect(stale.entitlements).toHaveLength(30);
    expect(stale.staleBecause).toMatchObject({ kind: "busy", detail: "the calls of this hour are used up" });
    expect(stale.staleBecause?.retryAfterMs).toBeGreaterThan(30 * minuteMs);
    expect(stale.answeredAt.getTime()).toBeLessThan(answeredAt.getTime());
  });

  test.each(["unavailable", "reset", "html_page", "invalid_json", "wrong_shape"] as const)(
    "because of %s, what was read last is given, and the vendor is left alone for a while",
    async (fault) => {
      await readGroup(reading, juniper);
      await passTime(owner, 6 * minuteMs);
      sandbox.setFault({ fault, pathPrefix: "/jal-licensing" });
      const stale = await readGroup(reading, juniper);
      expect(stale.entitlements).toHaveLength(30);
      expect(stale.staleBecause).toBeDefined();
      const asked = vendor.asked().length;
      await Promise.all(Array.from({ length: 20 }, () => readGroup(reading, juniper)));
      expect(vendor.asked()).toHaveLength(asked);
      sandbox.clearFaults();
    },
  );

  test("a clear no is told, at the price of one call", async () => {
    const asked = () => readGroup(reading, juniper, { groupId: "GRP-99" });
    await expect(asked()).rejects.toMatchObject({ kind: "refused", status: 400 });
    await Promise.all(
      Array.from({ length: 10 }, () => expect(asked()).rejects.toMatchObject({ kind: "refused" })),
    );
    expect(vendor.asked()).toHaveLength(1);
  });

  test("and nothing was read before, its trouble is told", async () => {
    sandbox.setFault({ fault: "unavailable", pathPrefix: "/jal-licensing" });
    await expect(readGroup(reading, juniper)).rejects.toMatchObject({ kind: "busy", status: 503 });
    sandbox.clearFaults();
  });
});

describe("a vendor's odd words", () => {
  afterAll(async () => {
    await closeClients();
    await closeServers();
  });

  test("are stored whatever characters they have, and the code opens all the same", async () => {
    const { juniper: odd } = await juniperStandIn((_request, response) => {
      const strange = { ...sampleEntitlement, entitlementId: "ENT\0-\ud800", productDescription: "a\0b" };
      answer(response, good({ entitlements: [strange], totalCount: 1 }));
    });
    for (let round = 0; round < 2; round++) {
      const [one] = (await readGroup(reading, odd, { groupId: "ODD" })).entitlements;
      expect(one).toMatchObject({ entitlementId: "ENT\ufffd-\ufffd", productDescription: "a\ufffdb" });
      expect(one && (await openCode(one))).toBe(seedCode);
    }
  });

  test("do not bring a code into the stored answer", async () => {
    const { juniper: chatty } = await juniperStandIn((_request, response) => {
      const told = { ...sampleEntitlement, note: `use ${sampleEntitlement.activationCode}` };
      answer(response, good({ entitlements: [told], totalCount: 1 }));
    });
    await readGroup(reading, chatty, { groupId: "CHATTY" });
    for (const { text } of await stored()) expect(text).not.toContain(sampleEntitlement.activationCode);
  });
});

/** A vendor whose group has so many full pages. */
async function manyPages(pages: number) {
  return await juniperStandIn(({ text }, response) => {
    const place = Number(z.object({ pageToken: z.string().default("0") }).parse(JSON.parse(text)).pageToken);
    const entitlements = Array.from({ length: 200 }, (_, index) => ({
      ...sampleEntitlement,
      entitlementId: `ENT-${place * 200 + index}`,
    }));
    const nextPageToken = place + 1 < pages ? String(place + 1) : null;
    answer(response, good({ entitlements, totalCount: pages * 200, nextPageToken }));
  });
}

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { DAY_MS } from "../kit/clock";
import { START_MS } from "../test-support";
import {
  type EntitlementShape,
  firstEntitlement,
  type SignedInJuniper,
  signedInJuniper,
  verdict,
} from "./test-support";

let juniper: SignedInJuniper;
let all: EntitlementShape[];
beforeAll(async () => {
  juniper = await signedInJuniper({ hourlyLimit: 100_000 });
  all = await juniper.everyEntitlement();
});
afterAll(() => juniper.stop());

const withStatus = (status: EntitlementShape["status"]) => all.filter((each) => each.status === status);

describe("the entitlements Juniper starts with", () => {
  it("are sixty of three groups, in every type and state", () => {
    expect(all).toHaveLength(60);
    expect(new Set(all.map(({ groupId }) => groupId))).toEqual(new Set(["GRP-77", "GRP-78", "GRP-12"]));
    for (const type of ["SUBSCRIPTION", "PERPETUAL", "VOUCHER"]) {
      expect(all.some(({ entitlementType }) => entitlementType === type)).toBe(true);
    }
    for (const status of ["NOT_STARTED", "ACTIVE", "EXHAUSTED", "EXPIRED", "REVOKED"] as const) {
      expect(withStatus(status).length).toBeGreaterThan(0);
    }
  });

  it("have unique ids, SSRNs and activation codes", () => {
    for (const name of ["entitlementId", "ssrn", "activationCode"] as const) {
      expect(new Set(all.map((each) => each[name])).size).toBe(60);
    }
  });

  it("count what is taken, and let no device take twice", () => {
    for (const { quantity, activations } of all) {
      expect(quantity.activated).toBe(activations.length);
      expect(quantity.available).toBe(Math.max(0, quantity.total - quantity.activated));
      expect(new Set(activations.map(({ serialNumber }) => serialNumber)).size).toBe(activations.length);
      for (const { activatedOn } of activations)
        expect(Date.parse(activatedOn)).toBeLessThanOrEqual(START_MS);
    }
  });

  it("hold some that are out of compliance, some that end soon, and perpetual ones without an end", () => {
    expect(all.filter(({ quantity }) => quantity.activated > quantity.total).length).toBe(2);
    expect(withStatus("EXPIRED").filter(({ activations }) => activations.length > 0).length).toBe(2);
    const soon = withStatus("ACTIVE").filter(
      ({ endDate }) => endDate !== null && Date.parse(endDate) - START_MS < 30 * DAY_MS,
    );
    expect(soon.length).toBe(5);
    for (const { entitlementType, endDate } of all)
      expect(endDate === null).toBe(entitlementType === "PERPETUAL");
  });

  it("are the same at every start", async () => {
    const other = await signedInJuniper();
    expect(await other.everyEntitlement()).toEqual(all);
    await other.stop();
  });
});

describe("validating", () => {
  it("finds the same entitlement by activation code and by SSRN", async () => {
    const byCode = await juniper.call("validateEntitlement", {
      activationCode: firstEntitlement.activationCode,
    });
    expect(byCode.json()).toMatchObject({
      statusCode: "200",
      status: "Success",
      responseDateTime: new Date(START_MS).toISOString(),
      valid: true,
      entitlement: {
        ...firstEntitlement,
        entitlementType: "SUBSCRIPTION",
        quantity: { total: 10, activated: 3, available: 7 },
        status: "ACTIVE",
      },
    });
    expect(await juniper.entitlement(firstEntitlement.ssrn)).toMatchObject(firstEntitlement);
  });

  it.each([
    ["both", firstEntitlement, "SIM-400"],
    ["neither", {}, "SIM-400"],
    ["an unknown code", { activationCode: "ZZZZZZZZZZZZZZZZ" }, "SIM-401"],
    ["an unknown SSRN", { ssrn: "1" }, "SIM-402"],
    ["a stranger's", { ssrn: "152115134600" }, "SIM-403"],
    [
      "one of an account that was not named",
      { ssrn: firstEntitlement.ssrn, accountIds: ["0100005678"] },
      "SIM-403",
    ],
  ])("refuses %s", async (_, fields, code) => {
    expect(verdict(await juniper.call("validateEntitlement", fields))).toEqual([400, "400", code]);
  });

  it("warns with 300 of one that cannot be used or soon ends", async () => {
    for (const [status, valid, code] of [
      ["EXPIRED", false, "SIM-303"],
      ["NOT_STARTED", false, "SIM-303"],
      ["REVOKED", false, "SIM-303"],
      ["EXHAUSTED", true, "SIM-302"],
    ] as const) {
      const [first] = withStatus(status);
      const answer = await juniper.call("validateEntitlement", { ssrn: first?.ssrn });
      expect(verdict(answer)).toEqual([200, "300", code]);
      expect(answer.json()).toMatchObject({ valid, status: "Warning", fault: [{ errorClass: "Warning" }] });
    }
    const soon = withStatus("ACTIVE").find(({ endDate }) => endDate === "2026-03-07");
    const answer = await juniper.call("validateEntitlement", { ssrn: soon?.ssrn });
    expect(verdict(answer)).toEqual([200, "300", "SIM-301"]);
  });

  it("lets an entitlement begin and end with the clock, its last day included", async () => {
    const later = await signedInJuniper();
    const ssrnOf = (status: EntitlementShape["status"], endDate?: string) =>
      all.find((each) => each.status === status && (endDate === undefined || each.endDate === endDate))?.ssrn;
    const statusOf = async (ssrn = "") => (await later.entitlement(ssrn)).status;
    const ending = ssrnOf("ACTIVE", "2026-03-07");
    const advance = async (byMs: number) => {
      later.clock.advance(byMs);
      later.headers.authorization = `Bearer ${await later.newToken()}`;
    };
    await advance(Date.parse("2026-03-07T23:59:59Z") - START_MS);
    expect(await statusOf(ending)).toBe("ACTIVE");
    await advance(1_000);
    expect(await statusOf(ending)).toBe("EXPIRED");
    await advance(14 * DAY_MS);
    expect(await statusOf(ssrnOf("NOT_STARTED"))).toBe("ACTIVE");
    await later.stop();
  });
});

describe("querying", () => {
  it("lists a customer's group, in the order of the ids", async () => {
    const { entitlements, totalCount, nextPageToken } = await juniper.query();
    expect([entitlements.length, totalCount, nextPageToken]).toEqual([30, 30, null]);
    const ids = entitlements.map(({ entitlementId }) => entitlementId);
    expect(ids).toEqual(ids.toSorted());
  });

  it("takes the seed's spelling of the names too", async () => {
    const answer = await juniper.call("queryEntitlements", { customerID: "0100005678", groupID: "GRP-12" });
    expect(answer.json()).toMatchObject({ statusCode: "200", totalCount: 10 });
  });

  it("goes page by page with tokens, and each one only with its own question", async () => {
    const found: string[] = [];
    let pageToken: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof juniper.query>> = await juniper.query({ pageSize: 7, pageToken });
      expect(page.totalCount).toBe(30);
      found.push(...page.entitlements.map(({ ssrn }) => ssrn));
      pageToken = page.nextPageToken;
    } while (pageToken !== null);
    expect(found).toEqual((await juniper.query()).entitlements.map(({ ssrn }) => ssrn));
    const { nextPageToken } = await juniper.query({ pageSize: 7 });
    const other = { customerId: "0100001234", groupId: "GRP-78", pageToken: nextPageToken };
    expect(verdict(await juniper.call("queryEntitlements", other))).toEqual([400, "400", "SIM-400"]);
  });

  it("filters by type", async () => {
    const { entitlements, totalCount } = await juniper.query({ entitlementType: "VOUCHER" });
    expect(totalCount).toBe(entitlements.length);
    expect(new Set(entitlements.map(({ entitlementType }) => entitlementType))).toEqual(new Set(["VOUCHER"]));
  });

  it.each([
    ["a stranger's group", { customerId: "0100009999", groupId: "GRP-01" }, "SIM-403"],
    ["a group that does not exist", { customerId: "0100001234", groupId: "GRP-12" }, "SIM-403"],
    ["no group", { customerId: "0100001234" }, "SIM-400"],
    ["a page of 201", { customerId: "0100001234", groupId: "GRP-77", pageSize: 201 }, "SIM-400"],
    ["a token nobody gave", { customerId: "0100001234", groupId: "GRP-77", pageToken: "x" }, "SIM-400"],
    ["another type", { customerId: "0100001234", groupId: "GRP-77", entitlementType: "TRIAL" }, "SIM-400"],
  ])("refuses %s", async (_, fields, code) => {
    expect(verdict(await juniper.call("queryEntitlements", fields))).toEqual([400, "400", code]);
  });

  it("spells dates in several ways when it is set so, the same ones each time", async () => {
    const odd = await signedInJuniper({ oddDates: true });
    const ask = async () => {
      const named = { customerId: "0100001234", groupId: "GRP-77" };
      const answer = (await odd.call("queryEntitlements", named)).json();
      return z
        .looseObject({
          entitlements: z.array(z.looseObject({ startDate: z.string(), activations: z.unknown() })),
        })
        .parse(answer).entitlements;
    };
    const entitlements = await ask();
    expect(await ask()).toEqual(entitlements);
    const shapes = new Set(entitlements.map(({ startDate }) => startDate.replaceAll(/\d/g, "0")));
    expect(shapes.size).toBe(5);
    expect(JSON.stringify(entitlements)).toMatch(/"activatedOn":"\d\d\/\d\d\/\d{4} /);
    expect(JSON.stringify(entitlements)).toContain('"activatedOn":""');
    expect(JSON.stringify(entitlements)).toContain("ZZ");
    await odd.stop();
  });
});

import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { HOUR_MS, MINUTE_MS } from "../kit/clock";
import { RateControl } from "./rate-control";
import { firstEntitlement, type SignedInJuniper, signedInJuniper, verdict } from "./test-support";

describe("the sliding hour", () => {
  const counted = { limit: 3, rejectedCount: true };
  const forgiven = { limit: 3, rejectedCount: false };

  it("carries out three and refuses the fourth until the first is an hour old", () => {
    const rate = new RateControl();
    const admitted = [0, 10, 20, 30].map((atMs) => rate.admit(atMs, forgiven));
    expect(admitted).toEqual([true, true, true, false]);
    expect([rate.used(30), rate.refused(), rate.nextAtMs(30, 3)]).toEqual([3, 1, HOUR_MS]);
    expect(rate.admit(HOUR_MS - 1, forgiven)).toBe(false);
    expect(rate.admit(HOUR_MS, forgiven)).toBe(true);
  });

  it("counts what it refused when told so", () => {
    const rate = new RateControl();
    for (const atMs of [0, 10, 20, 30]) rate.admit(atMs, counted);
    expect([rate.used(30), rate.nextAtMs(30, 3)]).toEqual([4, HOUR_MS + 10]);
    expect(rate.admit(HOUR_MS, counted)).toBe(false);
  });

  it("takes calls by others in the order of time, also those of the past", () => {
    const rate = new RateControl();
    rate.admit(MINUTE_MS, forgiven);
    rate.count(0, 2);
    expect(rate.nextAtMs(MINUTE_MS, 3)).toBe(HOUR_MS);
    expect(rate.used(HOUR_MS)).toBe(1);
  });

  it("never carries out more than the limit in any hour, and says truly when the next one will be", () => {
    const schedule = fc.array(fc.integer({ min: 0, max: 10 * MINUTE_MS }), { minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(schedule, fc.integer({ min: 1, max: 8 }), fc.boolean(), (pauses, limit, rejectedCount) => {
        const rate = new RateControl();
        const carriedOut: number[] = [];
        let nowMs = 0;
        for (const pauseMs of pauses) {
          nowMs += pauseMs;
          const nextAtMs = rate.nextAtMs(nowMs, limit);
          const admitted = rate.admit(nowMs, { limit, rejectedCount });
          expect(admitted).toBe(nextAtMs === null);
          if (nextAtMs !== null) expect(nextAtMs).toBeGreaterThan(nowMs);
          if (admitted) carriedOut.push(nowMs);
        }
        for (const endMs of carriedOut) {
          const inHour = carriedOut.filter((atMs) => atMs > endMs - HOUR_MS && atMs <= endMs);
          expect(inHour.length).toBeLessThanOrEqual(limit);
        }
      }),
    );
  });
});

describe("Juniper's rate limit", () => {
  let juniper: SignedInJuniper;
  beforeEach(async () => {
    juniper = await signedInJuniper();
  });
  afterEach(() => juniper.stop());

  const validate = (headers: Record<string, string> = {}) =>
    juniper.call("validateEntitlement", { ssrn: firstEntitlement.ssrn }, headers);

  it("is 300 in an hour, and the call after that is not carried out", async () => {
    juniper.controls.callsByOthers({ count: 299, agoMs: 59 * MINUTE_MS });
    expect((await validate()).status).toBe(200);
    const activate = { ssrn: firstEntitlement.ssrn, serialNumber: "JN0001RAT" };
    const refused = await juniper.call("activateLicense", activate);
    expect([refused.status, refused.headers["retry-after"]]).toEqual([429, undefined]);
    expect(refused.json()).toEqual({ Exception: expect.stringContaining("Rate limit exceeded") });
    expect(juniper.controls.report().calls).toMatchObject({ limit: 300, used: 301, refused: 1 });
    juniper.clock.advance(MINUTE_MS);
    expect((await juniper.call("activateLicense", activate)).status).toBe(200);
  });

  it("comes before the business identifiers and after the token", async () => {
    juniper.change({ hourlyLimit: 2 });
    expect((await validate({ authorization: "Bearer x" })).status).toBe(401);
    expect(verdict(await validate({ sapbpID: "1" }))).toEqual([400, "400", "735"]);
    expect((await juniper.raw("/nowhere", "{}")).status).toBe(404);
    expect((await validate({ sapbpID: "1" })).status).toBe(429);
  });

  it("says when to come back, if it is set so", async () => {
    juniper.change({ hourlyLimit: 1, announceRetryAfter: true, rejectedCallsCount: false });
    await validate();
    juniper.clock.advance(20 * MINUTE_MS + 500);
    expect((await validate()).headers["retry-after"]).toBe("2400");
  });

  it.each([
    [503, expect.objectContaining({ Exception: expect.stringContaining("Rate limit exceeded") })],
    [
      400,
      expect.objectContaining({
        statusCode: "400",
        fault: [expect.objectContaining({ errorCode: "SIM-429" })],
      }),
    ],
  ] as const)("looks like %i, if it is set so", async (rateLimitStatus, body) => {
    juniper.change({ hourlyLimit: 1, rateLimitStatus });
    await validate();
    const answer = await validate();
    expect([answer.status, answer.json()]).toEqual([rateLimitStatus, body]);
  });

  it("leaves refused calls and tokens uncounted, or counts them", async () => {
    juniper.change({ hourlyLimit: 1, rejectedCallsCount: false });
    await validate();
    await validate();
    await juniper.signIn();
    expect(juniper.controls.report().calls).toMatchObject({ used: 1, refused: 1 });
    juniper.change({ rejectedCallsCount: true, tokenCallsCount: true });
    await validate();
    await juniper.signIn();
    expect(juniper.controls.report().calls).toMatchObject({ used: 3, refused: 2 });
  });

  it("starts anew at a reset", async () => {
    juniper.controls.callsByOthers({ count: 300 });
    expect(juniper.controls.report().calls.nextAt).toBe(
      new Date(juniper.clock.nowMs() + HOUR_MS).toISOString(),
    );
    juniper.server.reset();
    expect(juniper.controls.report().calls).toEqual({ limit: 300, used: 0, refused: 0, nextAt: null });
  });
});

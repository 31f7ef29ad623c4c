import { afterAll, afterEach, describe, expect, test } from "vitest";
import { testDatabase } from "@/lib/db/testing";
import { forgetFailures } from "@/lib/domain/last-answers/vendor-rest";
import { logger } from "@/lib/log";
import { closeClients } from "@/lib/vendors/http/testing/client";
import { answer, closeServers } from "@/lib/vendors/http/testing/recording-server";
import { good, juniperStandIn, refusal, sampleEntitlement } from "@/lib/vendors/juniper/testing";
import { passTime, reading } from "./testing";
import { validate } from "./validate";

const { owner } = await testDatabase();
logger().level = "silent";

const activationCode = "A1B2C3D4E5F6G7H8";
const now = new Date("2026-11-22T10:00:00.000Z");

afterEach(async () => {
  forgetFailures();
  await owner`delete from shared_answers`;
  await closeClients();
});
afterAll(closeServers);

async function saying(body: () => unknown, status = () => 200) {
  return await juniperStandIn((_request, response) => answer(response, body(), status()));
}

const everythingStored = async () =>
  JSON.stringify(await owner`select to_jsonb(shared_answers) as row from shared_answers`);

describe("a check of an entitlement", () => {
  test("that is not valid is explained where the vendor does not", async () => {
    const told = { ...sampleEntitlement, endDate: "2026-11-01" };
    const { juniper } = await saying(() => good({ valid: false, entitlement: told }));
    expect((await validate(reading, juniper, { ssrn: "152115129000" }, { now })).value).toMatchObject({
      valid: false,
      entitlement: { standing: "expired" },
      warnings: [{ code: null, words: "It ended on 2026-11-01." }],
    });
  });

  test("keeps the vendor's own words where there are some", async () => {
    const fault = [{ errorClass: "Warning", errorCode: "X-1", errorMessage: "blocked by sales" }];
    const { juniper } = await saying(() => ({ ...good({ valid: false }, "300"), fault }));
    expect((await validate(reading, juniper, { ssrn: "152115129000" }, { now })).value).toEqual({
      valid: false,
      entitlement: null,
      warnings: [{ code: "X-1", words: "blocked by sales" }],
    });
  });

  test("stores no code, even where the vendor repeats what it was asked", async () => {
    const fault = [
      { errorClass: "Warning", errorCode: "X-2", errorMessage: `code ${activationCode} is old` },
    ];
    const told = { ...sampleEntitlement, note: activationCode };
    const { juniper } = await saying(() => ({ ...good({ valid: true, entitlement: told }, "300"), fault }));
    const { value } = await validate(reading, juniper, { activationCode }, { now });
    expect(value.warnings).toEqual([{ code: "X-2", words: "code [redacted] is old" }]);
    for (const text of [JSON.stringify(value), await everythingStored()])
      expect(text).not.toContain(activationCode);
  });

  test("of a refused code stores no code either, nor its case turned round", async () => {
    const { juniper } = await saying(
      () => refusal("768", `unknown: ${activationCode.toLowerCase()}`),
      () => 400,
    );
    const { value } = await validate(reading, juniper, { activationCode }, { now });
    expect(value).toMatchObject({ valid: false, entitlement: null, warnings: [{ code: "768" }] });
    for (const text of [JSON.stringify(value), await everythingStored()]) {
      expect(text.toUpperCase()).not.toContain(activationCode);
    }
  });

  test.each([
    ["751", "accountID invalid"],
    ["753", "contactEmail not registered"],
    ["754", "contactEmail not linked to account"],
  ])("is an error where who asks is refused (%s)", async (code, words) => {
    const { juniper, asked } = await saying(
      () => refusal(code, words),
      () => 400,
    );
    const check = () => validate(reading, juniper, { ssrn: "152115129000" }, { now });
    await expect(check()).rejects.toMatchObject({ kind: "refused", vendorText: `${code}: ${words}` });
    await expect(check()).rejects.toMatchObject({ kind: "refused" });
    expect(asked()).toHaveLength(1);
  });

  test("is given as it was a while ago while the vendor is away", async () => {
    let status = 200;
    const { juniper } = await saying(
      () => good({ valid: true, entitlement: sampleEntitlement }),
      () => status,
    );
    const name = { ssrn: "152115129000" };
    const { answeredAt } = await validate(reading, juniper, name, { now });
    await passTime(owner, 3_600_000);
    status = 500;
    const stale = await validate(reading, juniper, name, { now });
    expect(stale).toMatchObject({ value: { valid: true }, staleBecause: { kind: "unavailable" } });
    expect(answeredAt.getTime() - stale.answeredAt.getTime()).toBe(3_600_000);
  });
});

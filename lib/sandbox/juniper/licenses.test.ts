import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { START_MS } from "../test-support";
import { firstEntitlement, type SignedInJuniper, signedInJuniper, verdict } from "./test-support";

const activationAnswer = z.looseObject({
  activation: z.strictObject({
    activationId: z.string(),
    serialNumber: z.string(),
    ssrn: z.string(),
    activationCode: z.string(),
    licenseId: z.string().regex(/^JUNOS\d{6}$/),
    licenseKey: z.string(),
    licenseFile: z.strictObject({ fileName: z.string(), contentBase64: z.base64() }),
    quantity: z.number(),
    activatedOn: z.iso.datetime(),
    startDate: z.iso.date(),
    endDate: z.iso.date().nullable(),
    status: z.string(),
  }),
});

const { ssrn } = firstEntitlement;
const serialNumber = "JN0001NEW";

let juniper: SignedInJuniper;
beforeEach(async () => {
  juniper = await signedInJuniper();
});
afterEach(() => juniper.stop());

const activate = (fields: object = {}) => juniper.call("activateLicense", { ssrn, serialNumber, ...fields });
const revoke = (fields: object = {}) =>
  juniper.call("revoke", { revokeType: "LICENSE", ssrn, serialNumber, ...fields });
const ssrnOf = async (wanted: { status?: string; entitlementType?: string; endDate?: string }) => {
  const found = (await juniper.everyEntitlement()).find((each) =>
    Object.entries(wanted).every(([name, value]) =>
      Object.entries(each).some(([n, v]) => n === name && v === value),
    ),
  );
  return found?.ssrn ?? "";
};

describe("activating", () => {
  it("takes one and hands out key and file", async () => {
    const { activation } = activationAnswer.parse((await activate()).json());
    expect(activation).toMatchObject({
      ...firstEntitlement,
      serialNumber,
      quantity: 1,
      activatedOn: new Date(START_MS).toISOString(),
      status: "ACTIVE",
    });
    const { licenseId, licenseKey, licenseFile } = activation;
    expect(licenseKey).toMatch(new RegExp(`^${licenseId}( [a-z2-7]{6}){24}$`));
    const file = Buffer.from(licenseFile.contentBase64, "base64").toString("utf8");
    expect(licenseFile.fileName).toBe(`${serialNumber}.lic`);
    expect(
      file
        .replace(/^#.*\n/, "")
        .replaceAll(/\s+/g, " ")
        .trim(),
    ).toBe(licenseKey);
    const entitlement = await juniper.entitlement(ssrn);
    expect(entitlement.quantity).toEqual({ total: 10, activated: 4, available: 6 });
    expect(entitlement.activations.at(-1)).toEqual({
      activationId: activation.activationId,
      serialNumber,
      activatedOn: activation.activatedOn,
      status: "ACTIVE",
    });
    expect(JSON.stringify(entitlement)).not.toContain(licenseKey);
  });

  it("knows the entitlement by its activation code, and the device in small letters", async () => {
    const asked = {
      ssrn: undefined,
      activationCode: firstEntitlement.activationCode,
      serialNumber: " jn0001new ",
    };
    expect(activationAnswer.parse((await activate(asked)).json()).activation).toMatchObject({
      ssrn,
      serialNumber,
    });
  });

  it("gives every activation a key of its own", async () => {
    const keys = await Promise.all(
      ["JN0001AAA", "JN0002BBB"].map(
        async (device) =>
          activationAnswer.parse((await activate({ serialNumber: device })).json()).activation.licenseKey,
      ),
    );
    expect(new Set(keys).size).toBe(2);
  });

  it("takes as many as are asked for, to the last one, and then no more", async () => {
    const last = await activate({ quantity: 7 });
    expect(verdict(last)).toEqual([200, "300", "SIM-302"]);
    expect(await juniper.entitlement(ssrn)).toMatchObject({
      status: "EXHAUSTED",
      quantity: { available: 0 },
    });
    expect(verdict(await activate({ serialNumber: "JN0002NEW" }))).toEqual([400, "400", "SIM-404"]);
  });

  it("refuses more than is left, and takes nothing then", async () => {
    expect(verdict(await activate({ quantity: 8 }))).toEqual([400, "400", "SIM-404"]);
    expect((await juniper.entitlement(ssrn)).quantity.available).toBe(7);
  });

  it("refuses a device that has it, also where nothing is left", async () => {
    await activate({ quantity: 7 });
    expect(verdict(await activate())).toEqual([400, "400", "SIM-406"]);
    expect((await juniper.entitlement(ssrn)).quantity.activated).toBe(10);
  });

  it("takes the last one once when two ask at the same time", async () => {
    await activate({ serialNumber: "JN0009NEW", quantity: 6 });
    const answers = await Promise.all(
      ["JN0001NEW", "JN0002NEW"].map((each) => activate({ serialNumber: each })),
    );
    expect(answers.map(verdict).toSorted()).toEqual([
      [200, "300", "SIM-302"],
      [400, "400", "SIM-404"],
    ]);
  });

  it("warns with 300 of an entitlement that soon ends", async () => {
    const soon = await ssrnOf({ status: "ACTIVE", endDate: "2026-03-07" });
    const answer = await activate({ ssrn: soon });
    expect(verdict(answer)).toEqual([200, "300", "SIM-301"]);
    expect(activationAnswer.parse(answer.json()).activation.endDate).toBe("2026-03-07");
  });

  it.each([
    ["expired", { status: "EXPIRED" }, "SIM-405"],
    ["not started", { status: "NOT_STARTED" }, "SIM-405"],
    ["revoked", { status: "REVOKED" }, "SIM-405"],
    ["for vouchers", { entitlementType: "VOUCHER" }, "SIM-412"],
  ])("refuses an entitlement that is %s", async (_, wanted, code) => {
    expect(verdict(await activate({ ssrn: await ssrnOf(wanted) }))).toEqual([400, "400", code]);
  });

  it.each([
    ["a serial number that is none", { serialNumber: "a b" }, "768"],
    ["no entitlement", { ssrn: undefined }, "SIM-400"],
    ["a code and an SSRN of two", { activationCode: "A1B2C3D4E5F6G7H8", ssrn: "152115129007" }, "SIM-402"],
    ["a stranger's entitlement", { ssrn: "152115134600" }, "SIM-403"],
    ["half a license", { quantity: 0.5 }, "SIM-400"],
  ])("refuses %s", async (_, fields, code) => {
    expect(verdict(await activate(fields))).toEqual([400, "400", code]);
  });
});

describe("revoking a license", () => {
  it("gives back what was taken, and lets the device take it again", async () => {
    await activate({ quantity: 3 });
    const answer = await revoke({ reason: "device returned" });
    expect(answer.json()).toMatchObject({
      statusCode: "200",
      revocation: {
        revocationId: "RVK-1",
        revokeType: "LICENSE",
        serialNumber,
        ssrn,
        revokedOn: new Date(START_MS).toISOString(),
        quantityReturned: 3,
        status: "REVOKED",
      },
    });
    const { quantity, activations } = await juniper.entitlement(ssrn);
    expect([quantity.available, activations.at(-1)?.status]).toEqual([7, "REVOKED"]);
    expect((await activate()).status).toBe(200);
    expect((await revoke()).status).toBe(200);
  });

  it("makes an exhausted entitlement active", async () => {
    await activate({ quantity: 7 });
    await revoke();
    expect((await juniper.entitlement(ssrn)).status).toBe("ACTIVE");
  });

  it("works after the entitlement's end, for licenses that are still on devices", async () => {
    const expired = (await juniper.everyEntitlement()).find(
      ({ status, activations }) => status === "EXPIRED" && activations.length > 0,
    );
    const [first] = expired?.activations ?? [];
    expect(first?.status).toBe("EXPIRED");
    const answer = await revoke({ ssrn: expired?.ssrn, serialNumber: first?.serialNumber });
    expect(answer.json()).toMatchObject({ revocation: { quantityReturned: 1 } });
  });

  it.each([
    ["a device that has none", { serialNumber: "JN0404NIL" }, "SIM-410"],
    ["another activation than the device's", { activationId: "ACT-999999" }, "SIM-410"],
    ["a voucher where there is a license", { revokeType: "VOUCHER" }, "SIM-410"],
    ["another kind", { revokeType: "DEVICE" }, "SIM-400"],
    ["a long reason", { reason: "x".repeat(251) }, "999"],
  ])("refuses %s", async (_, fields, code) => {
    await activate();
    expect(verdict(await revoke(fields))).toEqual([400, "400", code]);
  });

  it("refuses what was revoked before", async () => {
    await activate();
    await revoke();
    expect(verdict(await revoke())).toEqual([400, "400", "SIM-411"]);
    expect((await juniper.entitlement(ssrn)).quantity.available).toBe(7);
  });
});

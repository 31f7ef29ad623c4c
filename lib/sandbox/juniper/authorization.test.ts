import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  firstEntitlement,
  type SignedInJuniper,
  signedInJuniper,
  transactionId,
  verdict,
} from "./test-support";

const named = { ssrn: firstEntitlement.ssrn };

describe("what Juniper checks before an operation", () => {
  let juniper: SignedInJuniper;
  beforeAll(async () => {
    juniper = await signedInJuniper();
  });
  afterEach(() => juniper.settings.reset());
  afterAll(() => juniper.stop());

  const validate = (fields: object, headers: Record<string, string> = {}) =>
    juniper.call("validateEntitlement", { ...named, ...fields }, headers);

  it.each([
    ["sapbpID missing", {}, { sapbpID: "" }, "900"],
    ["sapbpID", {}, { sapbpID: "0000999999" }, "735"],
    ["contactID", {}, { contactID: "1" }, "735"],
    ["customerGroupID", {}, { customerGroupID: "CG-1" }, "735"],
    ["no accounts", { accountIds: undefined }, {}, "985"],
    ["an empty list of accounts", { accountIds: [] }, {}, "985"],
    ["an account that is not the client's", { accountIds: ["0100001234", "0100009999"] }, {}, "751"],
    ["no user", { userEmail: undefined }, {}, "901"],
    ["a user nobody registered", { userEmail: "nobody@example.com" }, {}, "753"],
    ["a user of another account", { userEmail: "lab@example.com", accountIds: ["0100001234"] }, {}, "754"],
    ["no requestDateTime", { requestDateTime: undefined }, {}, "902"],
    ["a requestDateTime without milliseconds", { requestDateTime: "2026-03-02T08:00:00Z" }, {}, "903"],
    ["a requestDateTime of another zone", { requestDateTime: "2026-03-02T08:00:00.000+01:00" }, {}, "903"],
    ["a requestDateTime that is none", { requestDateTime: "2026-13-02T08:00:00.000Z" }, {}, "903"],
    ["no transaction id", { transactionId: undefined }, {}, "908"],
    ["a transaction id with dashes", { transactionId: "0f8fad5b-d9cb-469f-a165-70867728950e" }, {}, "986"],
    ["a transaction id that is too long", { transactionId: "a".repeat(33) }, {}, "999"],
  ])("refuses %s", async (_, fields, headers, code) => {
    expect(verdict(await validate(fields, headers))).toEqual([400, "400", code]);
  });

  it("checks in the seed's order: key, account, user", async () => {
    const wrong = { accountIds: ["1"], userEmail: "nobody@example.com" };
    expect(verdict(await validate(wrong, { contactID: "1" }))).toEqual([400, "400", "735"]);
    expect(verdict(await validate(wrong))).toEqual([400, "400", "751"]);
  });

  it("takes a transaction id once, whatever became of it", async () => {
    const first = { transactionId: transactionId() };
    const refused = await validate({ ...first, ssrn: "999999999999" });
    expect(refused.json()).toMatchObject({ ...first, status: "Error", message: "Request failed" });
    expect(verdict(refused)).toEqual([400, "400", "SIM-402"]);
    expect(verdict(await validate(first))).toEqual([400, "400", "955"]);
    const second = { transactionId: transactionId() };
    expect((await validate(second)).json()).toMatchObject({
      ...second,
      statusCode: "200",
      status: "Success",
    });
  });

  it("looks for the key in the body when it is set so", async () => {
    juniper.change({ apiKeyPlacement: "body" });
    expect(verdict(await validate({}))).toEqual([400, "400", "900"]);
    const { sapbpID, contactID, customerGroupID } = juniper.headers;
    expect((await validate({ sapbpID, contactID, customerGroupID })).status).toBe(200);
  });

  it("takes other spellings of requestDateTime when it is set so", async () => {
    juniper.change({ strictRequestDates: false });
    expect((await validate({ requestDateTime: "2026-03-02T08:00:00Z" })).status).toBe(200);
    expect(verdict(await validate({ requestDateTime: "today" }))).toEqual([400, "400", "903"]);
  });

  it("wants the headers that the seed requires, and a JSON object", async () => {
    const path = "/entitlements/validate";
    const body = () => JSON.stringify({ ...juniper.common(), ...named });
    expect((await juniper.raw(path, body())).status).toBe(200);
    const wrong = [
      await juniper.raw(path, body(), { accept: "text/html" }),
      await juniper.raw(path, body(), { "content-type": "text/plain" }),
      await juniper.raw(path, "{"),
      await juniper.raw(path, "[]"),
    ];
    expect(wrong.map(verdict)).toEqual(wrong.map(() => [400, "400", "SIM-400"]));
  });

  it("wraps and unwraps bodies when it is set so", async () => {
    juniper.change({ wrapRequests: true, wrapAnswers: true });
    expect((await validate({})).json()).toMatchObject({
      validateEntitlementResponse: { statusCode: "400", fault: [{ errorCode: "SIM-400" }] },
    });
    const body = { validateEntitlementRequest: { ...juniper.common(), ...named } };
    const answer = await juniper.raw("/entitlements/validate", JSON.stringify(body));
    expect(answer.json()).toMatchObject({
      validateEntitlementResponse: { statusCode: "200", valid: true, entitlement: named },
    });
  });

  it("says 400 inside of a 200 when it is set so", async () => {
    juniper.change({ errorStatus: 200 });
    expect(verdict(await validate({ ssrn: "999999999999" }))).toEqual([200, "400", "SIM-402"]);
  });

  it("names each field that does not fit", async () => {
    const answer = await juniper.call("activateLicense", { ssrn: named.ssrn, serialNumber: 7, quantity: 0 });
    expect(verdict(answer)).toEqual([400, "400", "SIM-400", "SIM-400"]);
    expect(answer.text).toContain("serialNumber");
    expect(answer.text).toContain("quantity");
  });
});

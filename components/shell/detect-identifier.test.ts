import { describe, expect, test } from "vitest";
import { detectIdentifier } from "./detect-identifier";

const hrefs = (typed: string) => detectIdentifier(typed).map(({ href }) => href);

describe("detectIdentifier", () => {
  test("a RoT UID opens the device, whatever case it was typed in", () => {
    expect(hrefs(" 135700008928C093 ")[0]).toBe("/devices/135700008928c093");
  });

  test("a RoT UID that lost its zeros gets them back", () => {
    expect(hrefs("2000089282245")[0]).toBe("/devices/0002000089282245");
  });

  test("an IMEI is looked for as a device serial number and not as a RoT UID", () => {
    expect(hrefs("862618583984360")).toEqual(["/devices/862618583984360?by=deviceSerialNumber"]);
  });

  test("a short number may be a batch", () => {
    expect(hrefs("186")).toContain("/batches/186");
  });

  test("a request id opens its audit rows", () => {
    expect(hrefs("req_01a2041f94597017bf3897b93550d1be")).toEqual([
      "/audit?requestId=req_01a2041f94597017bf3897b93550d1be",
    ]);
  });

  test("a number of twelve digits may be an SSRN", () => {
    expect(hrefs("152115129000")).toContain("/entitlements?search=152115129000");
  });

  test("a license and a voucher open by their ids", () => {
    expect(hrefs("lic_01a2041f94597017bf3897b93550d1be")).toEqual([
      "/activations/lic_01a2041f94597017bf3897b93550d1be",
    ]);
    expect(hrefs("vch_01a2041f94597017bf3897b93550d1be")).toEqual([
      "/vouchers/vch_01a2041f94597017bf3897b93550d1be",
    ]);
  });

  test("what may be an activation code is offered for validation first, and not held by that entry", () => {
    const [first] = detectIdentifier("A1B2C3D4E5F6G7H8");
    expect(first?.href).toBe("/entitlements");
    expect(JSON.stringify(first)).not.toContain("A1B2");
  });

  test("words are nothing of all this", () => {
    expect(detectIdentifier("delete tag")).toEqual([]);
  });
});

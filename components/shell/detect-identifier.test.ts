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

  test("words are nothing of all this", () => {
    expect(detectIdentifier("delete tag")).toEqual([]);
  });
});

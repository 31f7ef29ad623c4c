import { expect, test } from "vitest";
import { newVendorHook } from "./vendor-hooks";

const right = {
  url: "https://hooks.example/ublox/bootstrap",
  type: "DEVICE_BOOTSTRAP_EVENT",
  authorization: "Bearer eiuytreuihkjfghdlyreuiyt",
};

test("a hook has an https address, a known type and what fits into a header", () => {
  expect(newVendorHook.parse(right)).toEqual(right);
  for (const wrong of [
    { url: "http://hooks.example" },
    { url: "hooks.example" },
    { url: "ftp://hooks.example" },
    { url: "" },
    { url: `https://hooks.example/${"x".repeat(2_048)}` },
    { type: "DEVICE_ERROR" },
    { authorization: "" },
    { authorization: "two\r\nlines: 1" },
    { authorization: "größe" },
  ]) {
    expect(newVendorHook.safeParse({ ...right, ...wrong }).success).toBe(false);
  }
});

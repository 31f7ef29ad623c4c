import { describe, expect, test } from "vitest";
import { env } from "@/lib/env";
import { requireSameOrigin } from "./same-origin";

function from(headers: Record<string, string>): Request {
  const request = new Request("http://127.0.0.1:3000/api/v1/tags", { method: "POST" });
  // Browsers set these; a Request made here is not allowed to.
  return Object.defineProperty(request, "headers", { value: new Headers(headers) });
}

const host = "console.example.com";

describe("a change is taken", () => {
  test.each([
    ["from the console's own page", { host, origin: `https://${host}` }],
    ["with a port", { host: "localhost:3000", origin: "http://localhost:3000" }],
    ["behind a proxy that ends HTTPS", { host, origin: `https://${host}` }],
    ["behind a proxy that changes the host, from APP_URL", { host: "10.0.0.7:3000", origin: env().APP_URL }],
  ])("%s", (_what, headers) => {
    expect(() => requireSameOrigin(from(headers))).not.toThrow();
  });
});

describe("a change is refused", () => {
  test.each([
    ["without a word where it comes from", { host }],
    ["from a sandboxed frame or a redirect", { host, origin: "null" }],
    ["from another site", { host, origin: "https://evil.example" }],
    ["from a sibling domain", { host, origin: "https://www.example.com" }],
    ["from a subdomain", { host, origin: `https://blog.${host}` }],
    ["from a name that begins alike", { host, origin: `https://${host}.evil.example` }],
    ["from another port", { host: "localhost:3000", origin: "http://localhost:3001" }],
    ["from something that is no address", { host, origin: host }],
    ["with an empty origin", { host, origin: "" }],
    ["with a referrer alone", { host, referer: `https://${host}/tags` }],
    ["without a host", { origin: `https://${host}` }],
  ])("%s", (_what, headers) => {
    expect(() => requireSameOrigin(from(headers))).toThrow(
      expect.objectContaining({
        code: "cross_origin",
        words: { detail: expect.any(String), next: expect.any(String) },
      }),
    );
  });
});

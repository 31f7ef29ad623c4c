import fc from "fast-check";
import { expect, test } from "vitest";
import { localPath } from "./local-path";

const origin = "https://console.example";

test.each(["/", "/batches", "/batches/12?tab=raw#top", "/tags?search=%2F%2Fevil.example"])(
  "%s is gone on to",
  (path) => {
    expect(localPath(path)).toBe(path);
  },
);

test.each([
  "https://evil.example",
  "//evil.example",
  "/\\evil.example",
  "\\/evil.example",
  "javascript:alert(1)",
  "batches",
  "",
  "/api/auth/signout",
  " //evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "/%2e%2e//evil.example",
])("%j is not, or stays on this console", (wanted) => {
  expect(new URL(localPath(wanted), origin).origin).toBe(origin);
  expect(localPath(wanted)).not.toMatch(/^\/api\//);
});

test("nothing at all leads anywhere else", () => {
  const hostile = fc.string({
    unit: fc.constantFrom("/", "\\", ".", ":", "@", "\t", "\n", "a", "%", "2", "f", "?", "#"),
  });
  fc.assert(
    fc.property(hostile, (rest) => {
      for (const wanted of [rest, `/${rest}`, `//${rest}`]) {
        const path = localPath(wanted);
        expect(path.startsWith("/")).toBe(true);
        expect(new URL(path, origin).origin).toBe(origin);
      }
    }),
    { numRuns: 2_000 },
  );
});

test.each([undefined, null])("%s leads to the overview", (wanted) => {
  expect(localPath(wanted)).toBe("/");
});

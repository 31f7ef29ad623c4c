import { expect, test, vi } from "vitest";
import { z } from "zod";
import { problemDocument, Refusal } from "@/lib/contract/problem";
import { logger } from "@/lib/log";
import { publicRoute } from "./public-route";
import { asked } from "./testing";

// Failures are what some of these tests make; the log need not tell of them.
logger().level = "silent";

const shape = z.object({ secret: z.string() });
const to = { method: "POST", path: "/welcome" } as const;

async function problemOf(response: Response) {
  const document = problemDocument.parse(await response.json());
  expect(response.status).toBe(document.status);
  return document;
}

test("a sound request from our own page is handed on, and its answer is not kept", async () => {
  const handle = vi.fn(async (input: z.output<typeof shape>) => ({ length: input.secret.length }));
  const [request] = asked(to, { body: { secret: "four" } });
  const response = await publicRoute(shape, handle)(request);
  expect(await response.json()).toEqual({ length: 4 });
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(handle).toHaveBeenCalledWith({ secret: "four" }, request, response.headers.get("x-request-id"));
});

test("another site's page and an unsound body are refused before anything happens", async () => {
  const handle = vi.fn();
  const open = publicRoute(shape, handle);
  const [foreign] = asked(to, { body: { secret: "x" }, headers: { origin: "https://evil.example" } });
  expect(await problemOf(await open(foreign))).toMatchObject({ code: "cross_origin" });
  const [unsound] = asked(to, { body: {} });
  expect(await problemOf(await open(unsound))).toMatchObject({ code: "invalid_input" });
  expect(handle).not.toHaveBeenCalled();
});

test("refusals are told, errors are not", async () => {
  const [request] = asked(to, { body: { secret: "x" } });
  const gone = publicRoute(shape, () =>
    Promise.reject(new Refusal("not_found", { detail: "Gone.", next: "Ask." })),
  );
  expect(await problemOf(await gone(request))).toMatchObject({ code: "not_found", detail: "Gone." });
  const [again] = asked(to, { body: { secret: "x" } });
  const broken = publicRoute(shape, () => Promise.reject(new Error("hunter2")));
  expect(JSON.stringify(await problemOf(await broken(again)))).not.toContain("hunter2");
});

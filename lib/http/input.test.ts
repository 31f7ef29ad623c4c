import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { AnyOperation } from "@/lib/contract/operation";
import { read, write } from "@/lib/contract/operation";
import { parseBody, parseInput } from "./input";

const operation: AnyOperation = write({
  operationId: "test.write",
  method: "POST",
  path: "/things/{thingId}",
  summary: "Test",
  permission: "tags:write",
  params: z.object({ thingId: z.coerce.number().int() }),
  query: z.object({ size: z.coerce.number().int().max(200).default(50) }),
  body: z.object({
    name: z.string().trim().min(1),
    tags: z.array(z.object({ key: z.string() })).default([]),
  }),
  response: z.object({}),
  audit: { place: "records", subject: () => ({ type: "thing", id: "x" }) },
});

function post(body: string | undefined, { query = "", type = "application/json" } = {}): Request {
  return new Request(`http://localhost/api/v1/things/7${query}`, {
    method: "POST",
    ...(body === undefined ? {} : { body }),
    headers: { "content-type": type },
  });
}
const parse = (request: Request, params: Record<string, string> = { thingId: "7" }) =>
  parseInput(operation, request, params);
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

describe("a sound request", () => {
  test("is read into the operation's shapes, with what is left out filled in", async () => {
    expect(await parse(post('{"name":" downtown "}', { query: "?size=20" }))).toEqual({
      params: { thingId: 7 },
      query: { size: 20 },
      body: { name: "downtown", tags: [] },
    });
  });

  test("may call its JSON by any of its names", async () => {
    for (const type of ["application/json; charset=utf-8", "application/json;charset=UTF-8"]) {
      expect(await parse(post('{"name":"a"}', { type }))).toMatchObject({ body: { name: "a" } });
    }
  });

  test("keeps characters that are cut by the network whole", async () => {
    const bytes = new TextEncoder().encode('{"name":"größe 🦀"}');
    const body = new ReadableStream({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    const request = new Request("http://localhost/x", {
      method: "POST",
      body,
      headers: { "content-type": "application/json" },
      duplex: "half",
    } as RequestInit);
    expect(await parse(request)).toMatchObject({ body: { name: "größe 🦀" } });
  });

  test("has no body where the operation wants none", async () => {
    const bare: AnyOperation = read({
      operationId: "test.read",
      method: "GET",
      path: "/things",
      summary: "Test",
      permission: "tags:read",
      response: z.object({}),
    });
    const parsed = await parseInput(bare, new Request("http://localhost/api/v1/things?unknown=1"), {});
    expect(parsed).toEqual({ params: {}, query: {}, body: undefined });
  });
});

describe("members that nobody asked for", () => {
  test.each([
    '{"name":"a","role":"admin","userId":"usr_1","approved":true,"expiresAt":"2099-01-01"}',
    '{"name":"a","__proto__":{"role":"admin"},"constructor":{"prototype":{"role":"admin"}}}',
  ])("are left out: %s", async (body) => {
    const parsed = await parse(post(body, { query: "?size=1&role=admin&__proto__=x" }));
    expect(parsed.body).toEqual({ name: "a", tags: [] });
    expect(parsed.query).toEqual({ size: 1 });
    expect(({} as Record<string, unknown>).role).toBeUndefined();
    expect(Object.getPrototypeOf(parsed.body)).toBe(Object.prototype);
  });
});

describe("a request that is not sound", () => {
  test("is refused with every place at fault, wherever it is", async () => {
    const error = await refusal(
      parse(post('{"name":" ","tags":[{"key":1}]}', { query: "?size=900" }), { thingId: "x" }),
    );
    expect(error).toMatchObject({ code: "invalid_input" });
    expect(error).toHaveProperty("words.errors");
    const { errors } = (error as { words: { errors: { path: string }[] } }).words;
    expect(errors.map(({ path }) => path)).toEqual(["thingId", "size", "name", "tags.0.key"]);
  });

  test.each([
    ["no body", undefined],
    ["an empty body", ""],
    ["half a body", '{"name":'],
    ["a list", "[]"],
    ["a text", '"name"'],
    ["null", "null"],
    ["a form", "name=downtown"],
    ["two bodies", '{"name":"a"}{"name":"b"}'],
    ["a body that is nested half a million times", `${"[".repeat(500_000)}${"]".repeat(500_000)}`],
    ["a NUL", '{"name":"a\\u0000b"}'],
    ["a NUL in a member's name", '{"name":"a","\\u0000":1}'],
  ])("with %s is refused", async (_what, body) => {
    expect(await refusal(parse(post(body)))).toMatchObject({ code: "invalid_input" });
  });

  test("with a NUL in path or query is refused", async () => {
    expect(await refusal(parse(post('{"name":"a"}', { query: "?size=1%00" })))).toMatchObject({
      code: "invalid_input",
    });
    expect(await refusal(parse(post('{"name":"a"}'), { thingId: "7\0" }))).toMatchObject({
      code: "invalid_input",
    });
  });

  test("is not mixed up with one that only writes of NUL", async () => {
    expect(await parse(post('{"name":"\\\\u0000"}'))).toMatchObject({ body: { name: "\\u0000" } });
  });

  test.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""])(
    "such as JSON marked as %j, which any site can send, is refused",
    async (type) => {
      expect(await refusal(parse(post('{"name":"a"}', { type })))).toMatchObject({ code: "invalid_input" });
    },
  );

  test("of more than a megabyte is refused before it is read whole", async () => {
    let chunks = 0;
    const endless = new ReadableStream({
      pull(controller) {
        chunks += 1;
        controller.enqueue(new Uint8Array(64 * 1024).fill(0x20));
      },
    });
    const request = new Request("http://localhost/x", {
      method: "POST",
      body: endless,
      headers: { "content-type": "application/json" },
      duplex: "half",
    } as RequestInit);
    expect(await refusal(parse(request))).toMatchObject({ code: "too_large" });
    expect(chunks).toBeLessThan(20);
  });
});

test("a file's body is left for the operation to read", async () => {
  const upload: AnyOperation = { ...operation, bodyType: "stream" };
  const request = post("not json at all", { type: "text/csv" });
  expect(await parseInput(upload, request, { thingId: "7" })).toEqual({
    params: { thingId: 7 },
    query: { size: 50 },
  });
  expect(await request.text()).toBe("not json at all");
});

test("a body alone is read and refused in the same way", async () => {
  const shape = z.object({ secret: z.string() });
  expect(await parseBody(shape, post('{"secret":"x","more":1}'))).toEqual({ secret: "x" });
  expect(await refusal(parseBody(shape, post("{}")))).toMatchObject({
    words: { errors: [{ path: "secret" }] },
  });
  expect(await refusal(parseBody(shape, post('{"secret":"\\u0000"}')))).toMatchObject({
    code: "invalid_input",
  });
});

import { connect } from "node:net";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { hookEvents, hookReceivers } from "@/drizzle/schema/ublox";
import { type HookType, hookType } from "@/lib/contract/vendor-hooks";
import { closeDatabase, db, openDatabase } from "@/lib/db/connection";
import { testDatabase } from "@/lib/db/testing";
import { listEvents } from "@/lib/domain/device-events/list";
import { listen } from "@/lib/domain/events/hub";
import { logger } from "@/lib/log";
import { hookBytesMax, readHookBody } from "./read-body";
import { startReceivers, tokenFor } from "./testing";
import { hashOf, newToken } from "./tokens";

const { owner, url: databaseUrl } = await testDatabase();
logger().level = "silent";
const log = vi.spyOn(logger(), "warn");

let server: Awaited<ReturnType<typeof startReceivers>>;
const tokens = {} as Record<HookType, string>;
beforeAll(async () => {
  server = await startReceivers();
  for (const type of hookType.options) tokens[type] = await tokenFor(type);
});
afterAll(() => server.stop());
beforeEach(() => db().delete(hookEvents));

const errors = "DEVICE_ERRORS_EVENT";
const uid = "135700008928c093";

function errorEvent(members: object = {}): string {
  return JSON.stringify({
    ROTPublicUID: uid,
    EventType: errors,
    Timestamp: "2026-05-10T19:39:12",
    Payload: { Error: "Invalid KeySetId for device" },
    ...members,
  });
}

interface Sent {
  type?: string;
  authorization?: string | null;
  body?: string | Uint8Array<ArrayBuffer>;
}

function send({ type = errors, authorization = tokens[errors], body = errorEvent() }: Sent = {}) {
  return fetch(`http://127.0.0.1:${server.port}/api/hooks/ublox/${type}`, {
    method: "POST",
    body,
    headers: authorization === null ? {} : { authorization },
  });
}

const rows = () => db().select().from(hookEvents);
async function row() {
  const [only, ...others] = await rows();
  expect(others).toEqual([]);
  if (only === undefined) throw new Error("Nothing was kept.");
  return only;
}
const shown = async () => (await listEvents({ requestId: "req_1" }, {})).items;

/** Speaks HTTP by hand. @returns the first line of the answer */
function raw(write: (socket: import("node:net").Socket) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(server.port, "127.0.0.1", () => write(socket));
    let answer = "";
    socket.setEncoding("latin1").on("data", (piece) => {
      answer += piece;
      if (!answer.includes("\r\n")) return;
      resolve(answer.split("\r\n")[0] ?? "");
      socket.destroy();
    });
    socket.on("error", reject).on("close", () => resolve(answer));
  });
}
const head = (...lines: string[]) =>
  [
    `POST /api/hooks/ublox/${errors} HTTP/1.1`,
    "host: x",
    `authorization: ${tokens[errors]}`,
    ...lines,
    "",
    "",
  ].join("\r\n");

describe("a call with our token", () => {
  test("is kept before it is answered, and listed as it happened", async () => {
    const response = await send();
    expect([response.status, await response.text()]).toEqual([200, ""]);
    expect(await row()).toMatchObject({
      receiver: errors,
      type: errors,
      rotPublicUid: uid,
      at: new Date("2026-05-10T19:39:12Z"),
      deliveries: 1,
      body: errorEvent(),
    });
    expect(await shown()).toMatchObject([
      { source: "hook", deliveries: 1, detail: { kind: "error", text: "Invalid KeySetId for device" } },
    ]);
  });

  test.each(hookType.options)(
    "of the type %s is taken by its own receiver, with its own token only",
    async (type) => {
      const body = errorEvent({ EventType: type });
      expect((await send({ type, authorization: tokens[type], body })).status).toBe(200);
      const other = hookType.options.find((one) => one !== type) ?? errors;
      expect((await send({ type, authorization: tokens[other], body })).status).toBe(401);
      expect((await row()).type).toBe(type);
    },
  );

  test("is told to open pages, once for each device, and not when it is repeated", async () => {
    const heard: unknown[] = [];
    const leave = listen((message) => heard.push(message));
    await vi.waitFor(() => expect(heard).toEqual([{ type: "resync" }]));
    const body = `[${errorEvent()},${errorEvent({ Timestamp: "2026-05-11T00:00:00" })}]`;
    await send({ body });
    await send({ body });
    await send({ body: errorEvent({ ROTPublicUID: "000020008928c093" }) });
    await vi.waitFor(() => expect(heard.length).toBeGreaterThan(2));
    leave();
    expect(heard.slice(1)).toEqual([
      { type: "deviceEvent", rotPublicUid: uid },
      { type: "deviceEvent", rotPublicUid: "000020008928c093" },
    ]);
  });
});

describe("what comes more than once", () => {
  test("is kept once and counted, at the same time too", async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, () => send()));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await row()).toMatchObject({ deliveries: 30 });
    expect(await shown()).toHaveLength(1);
  });

  test("is known with other blanks, and in a list", async () => {
    await send();
    await send({ body: JSON.stringify(JSON.parse(errorEvent()), null, 4) });
    await send({ body: `[${errorEvent()}, ${errorEvent()}]` });
    expect(await row()).toMatchObject({ deliveries: 4 });
  });

  test("lists of the same events in opposite orders do not lock each other out", async () => {
    const events = Array.from({ length: 50 }, (_, day) =>
      errorEvent({ Payload: { Error: `number ${day}` } }),
    );
    const bodies = [events, events.toReversed(), events, events.toReversed()].map(
      (list) => `[${list.join()}]`,
    );
    const answers = await Promise.all([...bodies, ...bodies].map((body) => send({ body })));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect((await rows()).map(({ deliveries }) => deliveries)).toEqual(Array(50).fill(8));
  });
});

test("the order in which events come does not matter: they stand by their own time", async () => {
  for (const day of ["12", "10", "11"])
    await send({ body: errorEvent({ Timestamp: `2026-05-${day}T00:00:00` }) });
  expect((await shown()).map(({ at }) => at?.slice(8, 10))).toEqual(["12", "11", "10"]);
});

describe("a call without our token", () => {
  const wrong: [string, () => string | null][] = [
    ["none", () => null],
    ["another", () => newToken().authorization],
    ["the bare token", () => tokens[errors].slice("Bearer ".length)],
    ["the start of it", () => tokens[errors].slice(0, -1)],
    ["more than it", () => `${tokens[errors]}x`],
    ["its hash", () => `Bearer ${hashOf(tokens[errors])}`],
    ["an empty one", () => "Bearer "],
  ];
  test.each(wrong)(
    "(%s) is refused without a word, and nothing of it is kept",
    async (_name, authorization) => {
      const response = await send({ authorization: authorization() });
      expect([response.status, await response.text()]).toEqual([401, ""]);
      expect(await rows()).toEqual([]);
    },
  );

  test("is refused while the receiver has never had one", async () => {
    await db().delete(hookReceivers).where(eq(hookReceivers.type, "ROOTCA_EXPIRATION_EVENT"));
    const type = "ROOTCA_EXPIRATION_EVENT";
    for (const authorization of [null, "", "null", tokens[type]]) {
      expect((await send({ type, authorization })).status).toBe(401);
    }
    tokens[type] = await tokenFor(type);
  });

  test("takes the tokens before the current one only while they are kept", async () => {
    const [old, older, current] = [newToken(), newToken(), newToken()];
    const set = (previousTokenHash: string | null) =>
      db()
        .update(hookReceivers)
        .set({ tokenHash: current.hash, previousTokenHash })
        .where(eq(hookReceivers.type, errors));
    const statuses = async () => {
      const answers = [current, old, older].map(({ authorization }) => send({ authorization }));
      return (await Promise.all(answers)).map(({ status }) => status);
    };
    await set(`${old.hash} ${older.hash}`);
    expect(await statuses()).toEqual([200, 200, 200]);
    await set(null);
    expect(await statuses()).toEqual([200, 401, 401]);
    tokens[errors] = current.authorization;
  });

  test("is counted, and a flood of them neither floods the table nor the log", async () => {
    const before = await refusals();
    log.mockClear();
    const insert = vi.spyOn(db(), "insert");
    const flood = Array.from({ length: 300 }, () => send({ authorization: "Bearer guess" }));
    expect(new Set((await Promise.all(flood)).map(({ status }) => status))).toEqual(new Set([401]));
    await vi.waitFor(async () => expect(await refusals()).toBeGreaterThanOrEqual(before + 300), 8_000);
    expect(insert.mock.calls.length).toBeLessThan(10);
    insert.mockRestore();
    expect(log.mock.calls.length).toBeLessThan(3);
    expect(JSON.stringify(log.mock.calls)).not.toContain("guess");
  }, 15_000);

  const refusals = async () =>
    (await db().select().from(hookReceivers).where(eq(hookReceivers.type, errors)))[0]?.refusedCount ?? 0;
});

test.each(["nothing", "__proto__", "constructor", "device_errors_event", "..%2F..%2F"])(
  "there is no receiver %s",
  async (type) => {
    expect((await send({ type })).status).toBe(404);
  },
);

describe("a body", () => {
  test("of the largest size is taken, one byte more is not", async () => {
    const fits = errorEvent().padEnd(hookBytesMax, " ");
    expect((await send({ body: fits })).status).toBe(200);
    expect((await send({ body: `${fits} ` })).status).toBe(413);
    expect(await rows()).toHaveLength(1);
  });

  test("that says it is huge is not waited for", async () => {
    expect(await raw((socket) => socket.write(head("content-length: 99999999999")))).toContain(" 413 ");
  });

  test("in pieces without an end is read no further than the limit", async () => {
    let sent = 0;
    const answer = await raw((socket) => {
      socket.write(head("transfer-encoding: chunked"));
      const piece = `4000\r\n${" ".repeat(0x4000)}\r\n`;
      const pump = () => {
        while (!socket.destroyed && sent < 64 * hookBytesMax) {
          sent += 0x4000;
          if (!socket.write(piece)) return void socket.once("drain", pump);
        }
      };
      pump();
    });
    expect(answer).toContain(" 413 ");
    expect(await rows()).toEqual([]);
  });

  test("in pieces is put together, letters of several bytes too", async () => {
    const bytes = Buffer.from(errorEvent({ Payload: { Error: "Gerät: schlüssel ✓ 𝄞" } }));
    const answer = await raw((socket) => {
      socket.write(head("transfer-encoding: chunked"));
      for (const byte of bytes)
        socket.write(Buffer.concat([Buffer.from("1\r\n"), Buffer.of(byte), Buffer.from("\r\n")]));
      socket.write("0\r\n\r\n");
    });
    expect(answer).toContain(" 200 ");
    expect((await row()).event).toMatchObject({ detail: { text: "Gerät: schlüssel ✓ 𝄞" } });
  });

  test("shorter than it says is not kept", async () => {
    await raw((socket) => {
      socket.write(`${head("content-length: 500")}${errorEvent()}`);
      socket.end();
    });
    expect(await rows()).toEqual([]);
  });

  test.each([
    ["empty", null],
    ["cut short", "{"],
  ])("of a caller who has left is not taken for what came of it (%s)", async (_name, body) => {
    const left = new AbortController();
    left.abort();
    const request = new Request("http://x", { method: "POST", body, signal: left.signal });
    expect(await readHookBody(request)).toEqual({ refusedWith: 400 });
    const short = new Request("http://x", { method: "POST", body, headers: { "content-length": "10" } });
    expect(await readHookBody(short)).toEqual({ refusedWith: 400 });
  });

  test("that comes too slowly is not waited for", async () => {
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        await new Promise((resolve) => setTimeout(resolve, 5));
        controller.enqueue(new Uint8Array(1));
      },
    });
    const request = new Request("http://x", { method: "POST", body, duplex: "half" } as RequestInit);
    expect(await readHookBody(request, 60)).toEqual({ refusedWith: 408 });
  });
});

describe("whatever it says", () => {
  const hostile: [string, string | Uint8Array<ArrayBuffer>, object][] = [
    ["nothing", "", { type: null, rotPublicUid: null, body: "" }],
    ["no JSON", "It is <b>broken</b>", { type: null, body: "It is <b>broken</b>" }],
    ["no UTF-8", new Uint8Array([0x7b, 0xff, 0xfe, 0x00]), { type: null }],
    ["an empty list", "[]", { type: null, body: "[]" }],
    ["a bare word", "null", { type: null }],
    ["a list that never ends its nesting", "[".repeat(hookBytesMax), { type: null }],
    ["lists in lists", `${"[".repeat(120_000)}${"]".repeat(120_000)}`, { type: null }],
    ["objects in objects", `${'{"a":'.repeat(40_000)}1${"}".repeat(40_000)}`, { type: null }],
    ["more events than it could mean", `[${"1,".repeat(100_000)}1]`, { type: null }],
    ["an unknown type", errorEvent({ EventType: "DEVICE_SOLD" }), { type: "DEVICE_SOLD", rotPublicUid: uid }],
    [
      "a UID as a number beyond 2^53",
      errorEvent({ ROTPublicUID: 1 }).replace(":1,", ":9999999999999999,"),
      { rotPublicUid: "9999999999999999" },
    ],
    [
      "a UID as a number without its zeros",
      errorEvent({ ROTPublicUID: 2000089282245 }),
      { rotPublicUid: "0002000089282245" },
    ],
    [
      "NUL in every place",
      errorEvent({ EventType: "A\0B", Payload: { "n\0": ["\0"] }, "\0": 1 }),
      { type: "A\ufffdB" },
    ],
    ["a bare NUL", '{"EventType":"A\0"}', { type: null }],
    [
      "half a surrogate pair",
      `{"EventType":"DEVICE_ERRORS_EVENT","Payload":{"Error":"\\ud800","\\udfff":1}}`,
      { type: errors },
    ],
    [
      "prototype names",
      '{"__proto__":{"EventType":"X"},"constructor":{"prototype":{}},"EventType":"toString","toJSON":1}',
      { type: "TOSTRING" },
    ],
    [
      "a year that Postgres does not know",
      errorEvent({ Timestamp: "0000-01-01T00:00:00" }),
      { type: errors },
    ],
    [
      "a date before the first year",
      errorEvent({ Timestamp: "0000-01-01T00:00:00+23:00" }),
      { type: errors },
    ],
    ["a date after the last", errorEvent({ Timestamp: "9999-12-31T23:59:59-23:00" }), { type: errors }],
    [
      "an expiry before the first year",
      errorEvent({
        EventType: "DEVICE_CERTIFICATE_RENEWAL_EVENT",
        Payload: { ExpirationDate: "0000-01-01T00:00:00+23:00" },
      }),
      { type: "DEVICE_CERTIFICATE_RENEWAL_EVENT" },
    ],
    [
      "numbers without bounds",
      errorEvent({ Payload: {} }).replace(
        "{}",
        '{"DaysToExpiration":1e999,"a":-1e-999,"b":123456789012345678901234567890}',
      ),
      { type: errors },
    ],
  ];

  test.each(hostile)("%s: it is kept, and can be listed", async (_name, body, expected) => {
    const response = await send({ body });
    expect(response.status).toBe(200);
    expect(await row()).toMatchObject(expected);
    expect(await shown()).toHaveLength(1);
    expect(({} as Record<string, unknown>).EventType).toBeUndefined();
  });

  test("of a list, each event is one", async () => {
    const body = `[${errorEvent()},5,${errorEvent({ ROTPublicUID: "000020008928c093" })},[[]],null]`;
    expect((await send({ body })).status).toBe(200);
    expect((await rows()).map(({ rotPublicUid }) => rotPublicUid).sort()).toEqual([
      "000020008928c093",
      uid,
      null,
      null,
      null,
    ]);
  });

  test("its own token is not kept", async () => {
    const token = tokens[errors].slice("Bearer ".length);
    await send({ body: errorEvent({ Headers: { Said: `It was ${tokens[errors]}` }, [token]: [token] }) });
    const [kept] = await owner`select hook_events::text as text from hook_events`;
    expect(kept?.text).toContain("[redacted]");
    expect(kept?.text).not.toContain(token);
    const [receivers] = await owner`select string_agg(hook_receivers::text, '') as text from hook_receivers`;
    for (const authorization of Object.values(tokens)) {
      expect(receivers?.text).not.toContain(authorization.slice("Bearer ".length));
    }
  });
});

describe("while Postgres is away", () => {
  test("the vendor is told to come again, and nothing is said to be kept", async () => {
    await closeDatabase();
    await openDatabase("postgres://muniment:none@127.0.0.1:9/none", 1).catch(() => {});
    try {
      expect((await send()).status).toBeGreaterThanOrEqual(500);
    } finally {
      await openDatabase(databaseUrl, 5);
    }
    expect(await rows()).toEqual([]);
  });

  test("a table that cannot be written is a failure, not a loss", async () => {
    await owner`revoke insert, update on hook_events from muniment_app`;
    try {
      expect((await send()).status).toBe(500);
    } finally {
      await owner`grant insert, update on hook_events to muniment_app`;
    }
    expect((await send()).status).toBe(200);
    expect(await row()).toMatchObject({ deliveries: 1 });
  });
});

import { afterEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { issuePermit } from "./issue-permit";
import { jsonBody } from "./request-body";
import { bareClient, closeClients, failureOf } from "./testing/client";
import { answer, closeServers, recordingServer, until } from "./testing/recording-server";

const anything = z.unknown();
const create = { method: "POST", path: "/thing", body: jsonBody({ a: 1 }), answer: anything } as const;
const permit = (mayBegin: () => boolean, background = true) =>
  issuePermit({ requestId: "req_test", auditId: "aud_test", mayBegin, background });

afterEach(async () => {
  await closeClients();
  await closeServers();
});

describe("a permit that has run out", () => {
  test.each([true, false])(
    "sends nothing, and the vendor certainly did nothing (for a job: %s)",
    async (background) => {
      const server = await recordingServer((_request, response) => answer(response, {}));
      const client = bareClient(server.origin);
      const error = await failureOf(
        client.write(
          permit(() => false, background),
          create,
        ),
      );
      expect(error).toMatchObject({ kind: "aborted", mayHaveActed: false, call: "POST /thing" });
      expect(error.status).toBeUndefined();
      expect(server.requests).toEqual([]);
      // The way to the vendor is as good as before.
      await client.write(
        permit(() => true, background),
        create,
      );
      expect(server.requests).toHaveLength(1);
    },
  );

  test("while the call waited for a connection sends nothing either: it is asked at the last moment", async () => {
    const held: (() => void)[] = [];
    const server = await recordingServer((_request, response) => {
      held.push(() => answer(response, {}));
    });
    const client = bareClient(server.origin, { limits: { backgroundConnections: 1 } });
    let isLeased = true;
    const first = client.write(
      permit(() => true),
      create,
    );
    await until(() => held.length === 1);
    let asked = 0;
    const second = failureOf(
      client.write(
        permit(() => {
          asked += 1;
          return isLeased;
        }),
        create,
      ),
    );
    expect(asked).toBe(0);
    isLeased = false;
    for (const release of held) release();
    await first;
    expect(await second).toMatchObject({ kind: "aborted", mayHaveActed: false });
    expect(asked).toBe(1);
    expect(server.requests.filter(({ method }) => method === "POST")).toHaveLength(1);
  });

  test("after the vendor rejected its token is not sent again with another", async () => {
    const server = await recordingServer((_request, response) =>
      answer(response, { message: "Unauthorized" }, 401),
    );
    let tokens = 0;
    const client = bareClient(server.origin, {
      classify: ({ status }) => (status === 401 ? { kind: "denied", tokenRejected: true } : undefined),
      tokens: {
        signIn: async () => {
          tokens += 1;
          return { value: `t${tokens}`, issuedAtMs: Date.now(), expiresAtMs: Date.now() + 60_000 };
        },
        authorization: (token) => `Bearer ${token}`,
        refreshBeforeMs: 1_000,
      },
    });
    let asked = 0;
    const onceOnly = permit(() => {
      asked += 1;
      return asked === 1;
    });
    const error = await failureOf(client.write(onceOnly, create));
    expect(error).toMatchObject({ kind: "aborted", mayHaveActed: false });
    expect([tokens, asked]).toEqual([2, 2]);
    expect(server.requests).toHaveLength(1);
  });
});

test("calls of many jobs whose leases ran out are no sign that the vendor is in trouble", async () => {
  const server = await recordingServer((_request, response) => answer(response, {}));
  const client = bareClient(server.origin, { limits: { circuitThreshold: 2, circuitOpenMs: 60_000 } });
  for (let calls = 0; calls < 6; calls++)
    await failureOf(
      client.write(
        permit(() => false),
        create,
      ),
    );
  await client.write(
    permit(() => true),
    create,
  );
  expect(server.requests).toHaveLength(1);
});

import { globSync } from "node:fs";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { can, roles } from "@/lib/access/permissions";
import { currentSession } from "@/lib/access/session";
import type { AnyOperation } from "@/lib/contract/operation";
import { allOperations } from "@/lib/contract/operations";
import { testDatabase } from "@/lib/db/testing";
import { logger } from "@/lib/log";
import { asked, sessionOf } from "./testing";

vi.mock("@/lib/access/session", () => ({ currentSession: vi.fn() }));

// Every route there is, as it is, for everybody there is: no vendor is connected, and no body is sent.
const { owner } = await testDatabase();
logger().level = "silent";

type Handler = (...request: ReturnType<typeof asked>) => Promise<Response>;
const handlers = new Map<string, Handler>();

beforeAll(async () => {
  for (const file of globSync("app/api/v1/**/route.ts")) {
    const path = file.slice("app/api/v1".length, -"/route.ts".length).replaceAll(/\[(\w+)\]/g, "{$1}");
    const exported: Record<string, unknown> = await import(/* @vite-ignore */ `../../${file}`);
    for (const [method, handler] of Object.entries(exported)) {
      if (typeof handler === "function") handlers.set(`${method} ${path}`, handler as Handler);
    }
  }
}, 120_000);

async function ask(operation: AnyOperation, headers: Record<string, string> = {}) {
  const handler = handlers.get(`${operation.method} ${operation.path}`);
  if (handler === undefined) throw new Error(`${operation.operationId} has no route.`);
  const names = Object.keys(operation.params.shape);
  const response = await handler(
    ...asked(operation, { params: Object.fromEntries(names.map((name) => [name, "1"])), headers }),
  );
  const text = await response.text();
  return { status: response.status, code: response.ok ? "ok" : String(JSON.parse(text).code), text };
}

const rows = async () => Number((await owner`select count(*)::int from audit_entries`)[0]?.count);

describe.each(allOperations.map((operation) => [operation.operationId, operation] as const))(
  "%s",
  (_id, operation) => {
    test("is refused without a session, and leaves nothing in the history", async () => {
      vi.mocked(currentSession).mockResolvedValue(undefined);
      const before = await rows();
      expect(await ask(operation)).toMatchObject({ status: 401, code: "unauthenticated" });
      expect(await rows()).toBe(before);
    });

    test.each(roles)("is decided for %s as the permission table says", async (role) => {
      vi.mocked(currentSession).mockResolvedValue(sessionOf(role));
      const before = await rows();
      const { status, code } = await ask(operation);
      if (can(role, operation.permission)) {
        expect([401, 403]).not.toContain(status);
      } else {
        expect({ status, code }).toEqual({ status: 403, code: "forbidden" });
        // A refused change is one row; a refused look is none.
        expect(await rows()).toBe(before + (operation.kind === "read" ? 0 : 1));
      }
    });

    test("asks for a confirmation exactly where its declaration says so, and keeps that on record", async () => {
      const confirmedAt = new Date(Date.now() - 5 * 60_000);
      vi.mocked(currentSession).mockResolvedValue(sessionOf("admin", { confirmedAt }));
      const before = await rows();
      const { status, code } = await ask(operation);
      if (operation.kind !== "read" && operation.needsConfirmation) {
        expect({ status, code }).toEqual({ status: 403, code: "confirmation_needed" });
        expect(await rows()).toBe(before + 1);
      } else {
        expect(code).not.toBe("confirmation_needed");
      }
    });

    if (operation.method === "GET") return;
    test("is refused from another site's page, also to administrators", async () => {
      vi.mocked(currentSession).mockResolvedValue(sessionOf("admin"));
      const before = await rows();
      expect(await ask(operation, { origin: "https://evil.example" })).toMatchObject({
        status: 403,
        code: "cross_origin",
      });
      expect(await rows()).toBe(before);
    });
  },
);

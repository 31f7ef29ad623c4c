import { can, type Role, roleLabels, roles } from "@/lib/access/permissions";
import type { AnyOperation } from "@/lib/contract/operation";
import { allOperations } from "@/lib/contract/operations";
import { apiAs, consoleUrl } from "./fixtures/people";
import { sandbox } from "./fixtures/sandbox";
import { type APIRequestContext, expect, test } from "./fixtures/test";

/** Names of things that do not exist: an allowed request goes past the gate and finds nothing there. */
const nowhere: Record<string, string> = {
  tagName: "no such tag",
  deviceId: "ffffffffffffffff",
  importId: "imp_none",
  batchId: "999999999",
  certificateProfileId: "999999999",
  vendor: "ublox",
  entryId: "aud_none",
  userId: "usr_none",
};

async function ask(api: APIRequestContext, operation: AnyOperation): Promise<number> {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) =>
    encodeURIComponent(nowhere[name] ?? "none"),
  );
  const file = operation.bodyType === "stream";
  const answer = await api.fetch(`/api/v1${path}`, {
    method: operation.method,
    ...(operation.method === "GET" ? {} : file ? { data: Buffer.from("") } : { data: {} }),
  });
  return answer.status();
}

for (const role of [...roles, null]) {
  const who = role === null ? "nobody signed in" : roleLabels[role];
  test(`${who}: every operation answers as the permission table says`, async () => {
    const api = await apiAs(role);
    const different: string[] = [];
    for (const operation of allOperations) {
      const status = await ask(api, operation);
      const expected = expectedOf(role, operation);
      const actual = status === 401 || status === 403 ? status : "let through";
      if (actual !== expected) different.push(`${operation.operationId}: ${status}, expected ${expected}`);
      if (status >= 500 && status !== 503) different.push(`${operation.operationId}: ${status}`);
    }
    expect(different).toEqual([]);
    await api.dispose();
    await sandbox.clearFaults();
  });
}

function expectedOf(role: Role | null, operation: AnyOperation): 401 | 403 | "let through" {
  if (role === null) return 401;
  return can(role, operation.permission) ? "let through" : 403;
}

test("a session does not open a page's data to another method or spelling of an address", async () => {
  const api = await apiAs("requester");
  for (const [method, path] of [
    ["HEAD", "/api/v1/users"],
    ["GET", "/api/v1/users/"],
    ["GET", `${consoleUrl()}//api/v1/users`],
    ["GET", "/api/v1/%75sers"],
    ["GET", "/API/v1/users"],
    ["PATCH", "/api/v1/users"],
    ["POST", "/api/v1/audit"],
  ] as const) {
    const answer = await api.fetch(path, { method, headers: { "x-http-method-override": "GET" } });
    expect([403, 404, 405], `${method} ${path}`).toContain(answer.status());
    expect(await answer.text()).not.toContain("@muniment.example");
  }
  await api.dispose();
});

test("pages hand their frame, and no data, to whoever asks for the server's component payload", async () => {
  const api = await apiAs("requester");
  for (const path of ["/users", "/audit", "/devices"]) {
    const payload = await api.get(path, { headers: { rsc: "1" } });
    const text = await payload.text();
    expect(text).not.toContain("admin@muniment.example");
    expect(text).toContain("Your role cannot");
  }
  const nobody = await apiAs(null);
  const payload = await nobody.get("/users", { headers: { rsc: "1" }, maxRedirects: 0 });
  expect(await payload.text()).not.toContain("@muniment.example");
  await api.dispose();
  await nobody.dispose();
});

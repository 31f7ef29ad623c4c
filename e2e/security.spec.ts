import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { demoPassword } from "@/lib/env/samples";
import { juniperCredentials, sectigoCredentials, ubloxCredentials } from "@/lib/sandbox/credentials";
import { apiAs, signIn } from "./fixtures/people";
import { expect, test } from "./fixtures/test";

/** What must stay on the server, in the spellings it could leak in. */
const secrets = [
  ubloxCredentials.apiKey,
  ubloxCredentials.apiSecret,
  sectigoCredentials.password,
  juniperCredentials.clientSecret,
].flatMap((secret) => [secret, Buffer.from(secret).toString("base64"), encodeURIComponent(secret)]);

const screens = [
  "/",
  "/devices",
  "/whitelist",
  "/tags",
  "/batches",
  "/entitlements",
  "/activations",
  "/vouchers",
  "/compliance",
  "/audit",
  "/connections",
  "/connections/juniper",
  "/connections/juniper/credentials",
  "/users",
  "/sandbox",
];

test("no page and no answer holds a vendor's credentials", async () => {
  const api = await apiAs("admin");
  const answers = [
    "/api/v1/connections",
    "/api/v1/connections/juniper/credentials",
    "/api/v1/connections/juniper/settings",
    "/api/v1/audit?size=200",
    "/api/v1/sandbox",
    "/api/v1/openapi.json",
  ];
  for (const path of [...screens, ...answers]) {
    const text = await (await api.get(path)).text();
    for (const secret of secrets) expect(text, path).not.toContain(secret);
  }
  await api.dispose();
});

test("what browsers load holds no secret, no server code and no source map", async () => {
  const folder = join(".next", "static");
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    expect(entry.name.endsWith(".map"), entry.name).toBe(false);
    const text = await readFile(join(entry.parentPath, entry.name), "latin1");
    for (const secret of [...secrets, demoPassword, "UBLOX_API_SECRET=", "pg_advisory_xact_lock"]) {
      expect(text.includes(secret), `${entry.name} holds ${secret.slice(0, 8)}…`).toBe(false);
    }
  }
});

test("every page has its own nonce, allows no inline script and cannot be framed", async () => {
  const api = await apiAs("admin");
  const nonces = new Set<string>();
  for (const path of screens) {
    const headers = (await api.get(path)).headers();
    const policy = headers["content-security-policy"] ?? "";
    nonces.add(/'nonce-([^']+)'/.exec(policy)?.[1] ?? "none");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(/script-src[^;]*/.exec(policy)?.[0]).not.toContain("unsafe");
    expect(headers["x-content-type-options"]).toBe("nosniff");
  }
  expect(nonces.size).toBe(screens.length);
  await api.dispose();
});

test("walking through the console breaks no rule of its own policy", async ({ page }) => {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  await signIn(page, "admin");
  for (const path of screens) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  }
  expect(complaints).toEqual([]);
});

test("the session's cookie is out of scripts' reach and stays on this site", async ({ page, context }) => {
  await signIn(page, "support");
  const session = (await context.cookies()).find(({ name }) => name.endsWith("session"));
  expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
});

test("names with markup are shown as text", async ({ page }) => {
  const api = await apiAs("admin");
  const name = "&#60;img src=x onerror=alert(1)&#62;";
  expect((await api.post("/api/v1/tags", { data: { tagName: name } })).ok()).toBe(true);
  await signIn(page, "admin", "/tags?page=2");
  await expect(page.getByRole("row").filter({ hasText: "onerror=alert(1)" })).toContainText(name);
  await api.delete(`/api/v1/tags/${encodeURIComponent(name)}`);
  await api.dispose();
});

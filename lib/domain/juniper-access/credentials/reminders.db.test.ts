import { rmSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { notices } from "@/drizzle/schema/jobs";
import { vendorCredentials } from "@/drizzle/schema/juniper";
import { users } from "@/drizzle/schema/people";
import { db } from "@/lib/db/connection";
import { testDatabase } from "@/lib/db/testing";
import { startJuniperSandbox } from "@/lib/sandbox";
import { credentialAttention } from "./attention";
import { noteIssuedAt } from "./issued";
import { remindOfCredentials } from "./reminders";
import { aProcess, certificateFiles, firstSecret, inRecords, type Sandbox, withSecret } from "./testing";

await testDatabase();

let sandbox: Sandbox;
const { folder, files, put } = certificateFiles();
beforeAll(async () => {
  sandbox = await startJuniperSandbox();
  await db()
    .insert(users)
    .values(
      [
        ["usr_ada", "admin", "active"],
        ["usr_bob", "admin", "disabled"],
        ["usr_eve", "auditor", "active"],
      ].map(([id = "", role = "", state = ""]) => ({
        id,
        role,
        state,
        name: id,
        email: `${id}@example.com`,
      })),
    );
});
afterAll(async () => {
  await sandbox.stop();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  await db().delete(notices);
  await db().delete(vendorCredentials);
});

const withASecret = () => aProcess(sandbox, { auth: withSecret(sandbox, firstSecret) });
const told = async () =>
  (await db().select().from(notices).orderBy(notices.id)).map(({ userId, kind, words }) => ({
    userId,
    kind,
    words,
  }));

test("a secret's reminders come once each, to whoever may rotate it", async () => {
  const { environment, config } = withASecret();
  await inRecords((permit) => noteIssuedAt(permit, "2026-01-01T00:00:00Z", environment));
  const counts: number[] = [];
  for (const day of ["2026-12-01", "2026-12-02", "2026-12-03", "2026-12-18", "2026-12-29", "2026-12-31"]) {
    await Promise.all([1, 2].map(() => remindOfCredentials(environment, new Date(`${day}T06:00:00Z`))));
    counts.push((await told()).length);
  }
  expect(counts).toEqual([0, 1, 1, 2, 3, 3]);
  await remindOfCredentials(environment, new Date("2027-01-01T06:00:00Z"));
  const all = await told();
  expect(all.map(({ userId, kind }) => [userId, kind])).toEqual([
    ["usr_ada", "attention"],
    ["usr_ada", "attention"],
    ["usr_ada", "attention"],
    ["usr_ada", "failed"],
  ]);
  expect(await credentialAttention(config, new Date("2027-01-02T00:00:00Z"))).toEqual({
    kind: "failed",
    words: expect.stringContaining("was over on Jan 1, 2027"),
    href: "/connections/juniper/credentials",
  });
});

test("days without a process delay reminders and lose none; of several that passed the last one is told", async () => {
  const { environment } = withASecret();
  await inRecords((permit) => noteIssuedAt(permit, "2026-01-01T00:00:00Z", environment));
  await remindOfCredentials(environment, new Date("2026-12-20T00:00:00Z"));
  expect(await told()).toEqual([
    expect.objectContaining({ words: expect.stringContaining("12 days are left") }),
  ]);
  await remindOfCredentials(environment, new Date("2027-03-01T00:00:00Z"));
  await remindOfCredentials(environment, new Date("2027-03-02T00:00:00Z"));
  expect(await told()).toHaveLength(2);
});

test("a corrected date brings them anew", async () => {
  const { environment } = withASecret();
  const note = (date: string) => inRecords((permit) => noteIssuedAt(permit, date, environment));
  await note("2025-10-01T00:00:00Z");
  const now = new Date("2026-11-20T00:00:00Z");
  await remindOfCredentials(environment, now);
  expect(await told()).toEqual([expect.objectContaining({ kind: "failed" })]);
  await note("2025-12-10T00:00:00Z");
  await remindOfCredentials(environment, now);
  await remindOfCredentials(environment, now);
  expect((await told()).map(({ kind }) => kind)).toEqual(["failed", "attention"]);
});

test("a secret of unknown age reminds nobody, and the overview says so", async () => {
  const { environment, config } = withASecret();
  await remindOfCredentials(environment);
  expect(await told()).toEqual([]);
  expect(await credentialAttention(config)).toMatchObject({
    kind: "attention",
    words: expect.stringMatching(/^Nobody has written down when Juniper issued the client secret/),
  });
});

test("the environment's certificate reminds of its end by itself, and another one in its files by its own", async () => {
  const { environment, config } = aProcess(sandbox, { auth: { kind: "mtls" }, tls: files });
  expect(await credentialAttention(config)).toMatchObject({
    kind: "failed",
    words: "The files with Juniper's client certificate and its key cannot be read.",
  });
  put(await sandbox.controls.issueClientCertificate({ validityDays: 20 }));
  await remindOfCredentials(environment);
  await remindOfCredentials(environment);
  expect(await told()).toEqual([
    expect.objectContaining({ words: expect.stringMatching(/expires on .+: (19|20) days/) }),
  ]);
  const [row] = await db().select().from(vendorCredentials);
  expect(row).toMatchObject({ state: "current", source: "environment", sealed: null });
  expect(await credentialAttention(config)).toMatchObject({ kind: "attention" });
  put(await sandbox.controls.issueClientCertificate({ validityDays: 365 }));
  expect(await credentialAttention(config)).toBeNull();
  await remindOfCredentials(environment);
  expect(await told()).toHaveLength(1);
});

test("who is not connected, or has ID tokens, is reminded of nothing", async () => {
  await remindOfCredentials(undefined);
  expect(await credentialAttention(undefined)).toBeNull();
  const idTokenFile = `${folder}/id-token`;
  const { config, environment } = aProcess(sandbox, { auth: { kind: "oidc", idTokenFile } });
  expect(environment).toBeUndefined();
  expect(await credentialAttention(config)).toMatchObject({ kind: "failed" });
});

import { type ChildProcess, spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { afterEach, expect, test } from "vitest";
import { testDatabase } from "@/lib/db/testing";
import { answer, closeServers, recordingServer } from "@/lib/vendors/http/testing/recording-server";
import { getImport } from "./imports";
import { check, fileOf, person, uploadOf } from "./testing";

const { url, owner } = await testDatabase();
const kills = 5;
const rows = 200_000;
const running = new Set<ChildProcess>();

afterEach(async () => {
  for (const child of running) child.kill("SIGKILL");
  await closeServers();
});

/** A u-blox that takes a little while over each call, and says when one has come. */
async function vendor() {
  const calls: string[][] = [];
  let onCall: () => void = () => {};
  const server = await recordingServer((request, response) => {
    if (request.url === "/v1/authenticate") return answer(response, { AuthToken: "a", RefreshToken: "r" });
    calls.push(request.text.trimEnd().split("\n").slice(1));
    onCall();
    setTimeout(() => answer(response, {}), randomInt(20, 60));
  });
  const nextCall = () =>
    new Promise<void>((resolve) => {
      onCall = resolve;
    });
  return { baseUrl: `${server.origin}/v1`, calls, nextCall };
}

function sender(baseUrl: string, importId: string, userId: string): ChildProcess {
  const program = new URL("testing.sender.ts", import.meta.url).pathname;
  const args = ["--import", "./lib/scripts/register.mjs", program, url, baseUrl, importId, userId];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "inherit"] });
  running.add(child);
  child.once("exit", () => running.delete(child));
  return child;
}

test(`a process that is killed ${kills} times loses no row`, { timeout: 120_000 }, async () => {
  const admin = await person();
  const { importId } = await check(admin, uploadOf(fileOf(rows)));
  const { baseUrl, calls, nextCall } = await vendor();
  let accepted = 0;
  for (let kill = 0; kill < kills; kill++) {
    const called = nextCall();
    const child = sender(baseUrl, importId, admin.id);
    await called;
    await new Promise((resolve) => setTimeout(resolve, randomInt(0, 80)));
    child.kill("SIGKILL");
    await once(child, "exit");
    // What nobody has to wait half a minute for here.
    await owner`update whitelist_imports set heartbeat_at = now() - interval '1 minute' where driver is not null`;
    const left = await getImport(importId);
    expect(left.state).not.toBe("sending");
    expect(left.rows.accepted).toBeGreaterThanOrEqual(accepted);
    expect(left.rows.unknown).toBeLessThanOrEqual(10_000);
    accepted = left.rows.accepted;
  }
  const last = sender(baseUrl, importId, admin.id);
  expect(await once(last, "exit")).toEqual([0, null]);
  expect(await getImport(importId)).toMatchObject({ state: "done", rows: { accepted: rows, unknown: 0 } });
  expect(new Set(calls.flat()).size).toBe(rows);
  // Only a chunk that a kill left without an answer may come twice.
  expect(calls.length).toBeLessThanOrEqual(rows / 10_000 + kills);
  const [intents] = await owner<{ count: number }[]>`
    select count(*)::integer as count from audit_entries
    where action = 'whitelist.sendChunk' and outcome = 'intent' and subject_id = ${importId}`;
  expect(intents?.count).toBeGreaterThanOrEqual(calls.length);
});

import { expect, test } from "vitest";
import { closeQueue } from "@/lib/db/queue";
import { openQueue } from "@/lib/db/queue/open";
import { testDatabase } from "@/lib/db/testing";
import { runChaos } from "./run";

// The short form of npm run chaos: the database stays up, because other tests use its server.
test("a job whose workers are killed and frozen at random ends with every target carried out once", async () => {
  const { url } = await testDatabase();
  await openQueue();
  try {
    const outcome = await runChaos({
      databaseUrl: url,
      targets: 3_000,
      rowsPerCall: 25,
      callsPerMinute: 600,
      kills: 3,
      freezeMs: 25_000,
      crashDatabase: false,
      seed: "short",
      say: () => {},
    });
    expect(outcome).toMatchObject({
      state: "done",
      kills: 3,
      lost: 0,
      doubled: 0,
      rowsNotDone: 0,
      lies: 0,
      unrecorded: 0,
    });
  } finally {
    await closeQueue();
  }
}, 180_000);

import { closeDatabase, openDatabase } from "@/lib/db/connection";
import { startEmbeddedDatabase } from "@/lib/db/embedded";
import { removeDataFolder, temporaryDataFolder } from "@/lib/db/embedded/temporary";
import { migrate } from "@/lib/db/migrate";
import { closeQueue } from "@/lib/db/queue";
import { openQueue } from "@/lib/db/queue/open";
import { table, terminalReport } from "../support/report";
import { runChaos } from "./run";

// npm run chaos: a job of 100,000 rows, two workers, 20 kills at random moments, one worker frozen for a minute, and a
// database that crashes. The vendor's own record says in the end whether anything was lost or done twice.
//   npm run chaos [seed]
const [seed = String(Date.now())] = process.argv.slice(2);
const report = terminalReport();
const running = new AsyncDisposableStack();
let failed = true;
try {
  const dataDir = await temporaryDataFolder();
  running.defer(() => removeDataFolder(dataDir));
  const database = await startEmbeddedDatabase({ dataDir });
  running.defer(() => database.stop());
  await migrate({ url: database.url });
  await openDatabase(database.url);
  running.defer(closeDatabase);
  await openQueue();
  running.defer(closeQueue);
  report.done(`Seed ${seed}`);
  const outcome = await runChaos({
    databaseUrl: database.url,
    targets: 100_000,
    rowsPerCall: 50,
    callsPerMinute: 1_000,
    kills: 20,
    freezeMs: 60_000,
    crashDatabase: true,
    seed,
    say: (words) => report.done(words),
  });
  console.log(table([["", ""], ...Object.entries(outcome).map(([name, value]) => [name, String(value)])]));
  const { state, lost, doubled, rowsNotDone, lies, unrecorded } = outcome;
  failed = state !== "done" || lost + doubled + rowsNotDone + lies + unrecorded > 0;
  console.log(
    failed ? "Something was lost, doubled or wrong." : "Nothing lost, nothing doubled, every count true.",
  );
} finally {
  await running.disposeAsync();
}
process.exit(failed ? 1 : 0);

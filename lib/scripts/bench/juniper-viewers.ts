import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { closeDatabase, openDatabase } from "@/lib/db/connection";
import { startEmbeddedDatabase } from "@/lib/db/embedded";
import { removeDataFolder, temporaryDataFolder } from "@/lib/db/embedded/temporary";
import { migrate } from "@/lib/db/migrate";
import { juniperVendor } from "@/lib/domain/entitlements/testing";
import {
  floorOfAnHour,
  type ViewersReport,
  viewersForAnHour,
} from "@/lib/domain/entitlements/testing.viewers";
import { completeEnv } from "@/lib/env";
import { table, terminalReport } from "../support/report";

// What people who look at Juniper's licenses for an hour cost of its 300 calls: two groups in lists that poll, details,
// compliance, and checks of two entitlements. The hour passes in the database and in the sandbox; nobody waits for it.
//   node --import ./lib/scripts/register.mjs lib/scripts/bench/juniper-viewers.ts [viewers]

async function main(most: number): Promise<void> {
  const stack = new AsyncDisposableStack();
  try {
    const told = terminalReport();
    completeEnv({
      AUTH_SECRET: randomBytes(48).toString("base64"),
      MASTER_KEY: randomBytes(32).toString("base64"),
    });
    const dataDir = await temporaryDataFolder();
    stack.defer(() => removeDataFolder(dataDir));
    const database = await startEmbeddedDatabase({ dataDir });
    stack.defer(() => database.stop());
    await migrate({ url: database.url });
    await openDatabase(database.url);
    stack.defer(closeDatabase);
    const owner = postgres(database.url, { max: 1, onnotice: () => {} });
    stack.defer(() => owner.end());
    told.done("PostgreSQL is ready");
    const reports: [viewers: number, report: ViewersReport][] = [];
    for (const viewers of [1, most]) {
      const vendor = await juniperVendor({ change: { rejectedCallsCount: true, tokenCallsCount: true } });
      try {
        await owner`truncate shared_answers, shared_changes, vendor_calls, vendor_budgets`;
        reports.push([viewers, await viewersForAnHour(owner, vendor, viewers)]);
      } finally {
        await vendor.stop();
      }
      told.done(`An hour of ${viewers === 1 ? "one viewer" : `${viewers} viewers`}`);
    }
    print(reports);
  } finally {
    await stack.disposeAsync();
  }
}

function print(reports: readonly [number, ViewersReport][]): void {
  console.log(
    table([
      ["viewers", "questions", "calls", "÷ floor", "refused by the vendor", "older than allowed"],
      ...reports.map(([viewers, { questions, calls, refusedByVendor, stale }]) => [
        String(viewers),
        questions.toLocaleString("en-US"),
        String(calls),
        (calls / floorOfAnHour).toFixed(3),
        String(refusedByVendor),
        String(stale),
      ]),
    ]),
  );
  console.log(
    `  The floor is ${floorOfAnHour} calls: two groups at five minutes each and two checks at one minute each, looked at all the time. Signing in is among the calls.`,
  );
}

const [viewers = "50"] = process.argv.slice(2);
await main(Number(viewers));

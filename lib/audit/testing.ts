import { setTimeout as sleep } from "node:timers/promises";
import type { Sql, TransactionSql } from "postgres";
import type { Actor } from "@/lib/access/actor";
import type { AuditFacts } from "./entry";
import { sealEntries } from "./seal";

export const tester: Actor = {
  type: "person",
  id: "usr_tester",
  name: "tester@example.com",
  role: "admin",
  address: "192.0.2.7",
};

/** What a row says, with anything in it replaced. */
export function someFacts(changes: Partial<AuditFacts> = {}): AuditFacts {
  return {
    actor: tester,
    action: "tags.create",
    subject: { type: "tag", id: "downtown" },
    requestId: "req_test",
    fields: ["tagName"],
    detail: { tries: 1 },
    ...changes,
  };
}

const sealWithinMs = 10_000;

/**
 * Seals until nothing is left. Transactions of other test files on the same server can hold it up for a moment, as
 * those of other databases can in production.
 */
export async function sealAll(): Promise<void> {
  const deadline = Date.now() + sealWithinMs;
  while (await sealEntries()) {
    if (Date.now() > deadline) throw new Error("The entries were not sealed in time.");
    await sleep(10);
  }
}

/** Does what nobody but a superuser can: changes the history past its triggers. */
export async function tamper(owner: Sql, change: (tx: TransactionSql) => Promise<unknown>): Promise<void> {
  await owner.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await change(tx);
  });
}

import "server-only";
import { sql } from "drizzle-orm";
import { connectionHealth } from "@/drizzle/schema/vendors";
import type { VendorName } from "@/lib/contract/connections";
import { db } from "@/lib/db/connection";
import { logger } from "@/lib/log";
import { onOutcome, type VendorOutcome } from "@/lib/vendors/http/outcome";

export type HealthRow = typeof connectionHealth.$inferSelect;

/** Successes are written down at most this often per vendor; a change of state always is. */
const successEveryMs = 10_000;

/** A refusal or a missing thing says that the connection works. */
const everyday: readonly string[] = ["refused", "not_found", "aborted"];

interface LastWritten {
  working: boolean;
  atMs: number;
}

/** Keeps how each vendor's connection was at its last use, heard from every call this process makes. */
export function watchConnections(): () => void {
  const written = new Map<VendorName, LastWritten>();
  return onOutcome((outcome) => {
    if (outcome.isTrial || wasKeptBack(outcome)) return;
    const working = outcome.ok || everyday.includes(outcome.error?.kind ?? "");
    const last = written.get(outcome.vendor);
    const now = outcome.endedAt.getTime();
    if (working && last?.working && now - last.atMs < successEveryMs) return;
    written.set(outcome.vendor, { working, atMs: now });
    writeDown(outcome, working).catch((error: unknown) => {
      logger().warn({ error, vendor: outcome.vendor }, "the connection's health could not be written down");
    });
  });
}

/** Not sent, because a budget or the vendor's own wish says "not now": it shows nothing about the connection. */
function wasKeptBack({ error }: VendorOutcome): boolean {
  return error?.kind === "busy" && error.status === undefined;
}

async function writeDown(outcome: VendorOutcome, working: boolean): Promise<void> {
  const seen = working
    ? { lastSuccessAt: outcome.endedAt }
    : {
        lastErrorAt: outcome.endedAt,
        lastErrorCode: outcome.error?.kind ?? "unknown",
        lastErrorWords: wordsFor(outcome),
      };
  await db()
    .insert(connectionHealth)
    .values({ vendor: outcome.vendor, ...seen })
    .onConflictDoUpdate({ target: connectionHealth.vendor, set: seen });
}

/** The trouble in plain words. The vendor's own text stays out: it belongs to whoever asked. */
function wordsFor({ error, status }: VendorOutcome): string {
  switch (error?.kind) {
    case "denied":
      return "The vendor does not accept our credentials.";
    case "busy":
      return "The vendor asks us to slow down.";
    case "timeout":
      return "The vendor did not answer in time.";
    case "connection_lost":
      return "The connection broke before the answer was complete.";
    case "bad_answer":
    case "too_large":
      return "The vendor answered with something that is not in its documents.";
    case "not_connected":
      return "The connection is not configured.";
    default:
      return status === undefined
        ? "The vendor cannot be reached."
        : `The vendor answers with errors (status ${status}).`;
  }
}

export async function readHealth(): Promise<Map<string, HealthRow>> {
  const rows = await db().select().from(connectionHealth);
  return new Map(rows.map((row) => [row.vendor, row]));
}

/** Keeps the version the vendor's API said it has. */
export async function keepApiVersion(vendor: VendorName, apiVersion: string): Promise<void> {
  await db()
    .insert(connectionHealth)
    .values({ vendor, apiVersion })
    .onConflictDoUpdate({ target: connectionHealth.vendor, set: { apiVersion: sql`excluded.api_version` } });
}

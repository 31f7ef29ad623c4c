import "server-only";
import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { whitelistImports as imports } from "@/drizzle/schema/whitelist-imports";
import type { Actor } from "@/lib/access/actor";
import { notFound, Refusal } from "@/lib/contract/problem";
import type { WhitelistImport } from "@/lib/contract/whitelist";
import type { RecordsPermit } from "@/lib/operations/records-permit";
import type { UbloxClient } from "@/lib/vendors/ublox/client";
import { startDriving } from "./drive";
import { factsOf, getImport, requireFigures } from "./imports";

/**
 * Starts sending the good rows of an import, or goes on with those that were not accepted; it then happens in the
 * background of this process.
 * @throws Refusal `not_found`; `conflict` when it is being sent, has been accepted, or has no good row
 */
export async function startSending(
  { tx }: RecordsPermit,
  ublox: UbloxClient,
  { importId, actor }: { importId: string; actor: Actor },
): Promise<WhitelistImport> {
  // Two who press at the same time come one after the other; the second one finds a living loop.
  const [locked] = await tx
    .select({ id: imports.id })
    .from(imports)
    .where(eq(imports.id, importId))
    .for("update");
  if (locked === undefined) throw notFound("This import");
  const facts = factsOf(await requireFigures(tx, importId));
  if (facts.live) {
    throw new Refusal("conflict", {
      detail: "This import is being sent right now.",
      next: "Wait until it is done; the page follows it.",
    });
  }
  if (facts.goodRows === 0) {
    throw new Refusal("conflict", {
      detail: "This import has no row that can be sent.",
      next: "Download the error file, correct the lines and upload the file again.",
    });
  }
  if (facts.acceptedRows === facts.goodRows) {
    throw new Refusal("conflict", {
      detail: "Every good row of this import has been accepted.",
      next: "There is nothing left to send. To do more, upload another file.",
    });
  }
  const driver = randomUUID();
  await tx
    .update(imports)
    .set({
      run: facts.run + 1,
      driver,
      heartbeatAt: sql`now()`,
      startedById: actor.id,
      problem: null,
      finishedAt: null,
    })
    .where(eq(imports.id, importId));
  const started = await getImport(importId, tx);
  startDriving(ublox, { importId, driver });
  return started;
}

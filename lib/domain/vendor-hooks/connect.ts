import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { hookReceivers } from "@/drizzle/schema/ublox";
import { Refusal } from "@/lib/contract/problem";
import type { HookType, MadeReceiver } from "@/lib/contract/vendor-hooks";
import { db } from "@/lib/db/connection";
import type { Note } from "@/lib/operations/perform";
import type { RecordsPermit } from "@/lib/operations/records-permit";
import type { Permit } from "@/lib/vendors/http/permit";
import { VendorError } from "@/lib/vendors/http/vendor-error";
import type { UbloxClient } from "@/lib/vendors/ublox/client";
import { createVendorHook, listVendorHooks, updateVendorHook } from "@/lib/vendors/ublox/vendor-hooks";
import { addressProblem, receiverAddress, receiverAt } from "./address";
import { lockUntilCommit, oneAtATime } from "./one-at-a-time";
import { type ReceiverRow, readReceivers, takenHashes } from "./receivers";
import { newToken } from "./tokens";

/**
 * Gives a receiver a new token and has the vendor call it with that: registers the hook, or changes the token of the one
 * that is there. The tokens before it are taken until the vendor has confirmed the new one; when its answer is lost,
 * all of them go on being taken. @throws Refusal where the vendor could not call us, VendorError
 */
export async function connectReceiver(
  permit: Permit,
  ublox: UbloxClient,
  { type, note }: { type: HookType; note: Note },
): Promise<MadeReceiver> {
  requireAddress();
  return await oneAtATime(type, async () => {
    const before = (await readReceivers()).get(type);
    const { authorization, hash } = newToken();
    const url = receiverAddress(type);
    await takeToo(type, hash, before);
    try {
      const registered = await isRegistered(permit, ublox, type);
      note({ registered: registered ? "changed" : "created" });
      if (registered) await updateVendorHook(permit, ublox, { url, authorization });
      else await createVendorHook(permit, ublox, { url, type, authorization });
      await confirm(type, hash, { unbroken: registered });
    } catch (error) {
      if (error instanceof VendorError && !error.mayHaveActed) await forget(type, hash, before);
      throw error;
    }
    return { type, url, authorization };
  });
}

/**
 * Gives a receiver a new token that a person registers at the vendor. No other token is taken from now on, so what the
 * vendor calls until then is refused.
 */
export async function makeToken({ tx }: RecordsPermit, type: HookType): Promise<MadeReceiver> {
  await lockUntilCommit(tx, type);
  const { authorization, hash } = newToken();
  const made = { tokenHash: hash, tokenMadeAt: new Date(), previousTokenHash: null, connectedAt: null };
  await tx
    .insert(hookReceivers)
    .values({ type, ...made })
    .onConflictDoUpdate({ target: hookReceivers.type, set: made });
  return { type, url: receiverAddress(type), authorization };
}

function requireAddress(): void {
  const problem = addressProblem();
  if (problem === null) return;
  throw new Refusal("conflict", {
    detail: problem,
    next: "Whoever operates this installation sets HOOKS_URL and restarts it. Nothing was changed.",
  });
}

/** Whether the vendor calls this receiver already. */
async function isRegistered({ requestId }: Permit, ublox: UbloxClient, type: HookType): Promise<boolean> {
  const hooks = await listVendorHooks({ requestId }, ublox);
  return hooks.some((hook) => receiverAt(hook.url) === type && (hook.type ?? type) === type);
}

/** From now on the vendor may send the new token, and goes on sending one of those before it. */
async function takeToo(type: HookType, tokenHash: string, before: ReceiverRow | undefined): Promise<void> {
  const previous = takenHashes(before);
  const taken = {
    tokenHash,
    tokenMadeAt: new Date(),
    previousTokenHash: previous.length === 0 ? null : previous.join(" "),
  };
  await db()
    .insert(hookReceivers)
    .values({ type, ...taken })
    .onConflictDoUpdate({ target: hookReceivers.type, set: taken });
}

/** The vendor sends the new token; where it was not registered before, its calls begin now. */
async function confirm(
  type: HookType,
  tokenHash: string,
  { unbroken }: { unbroken: boolean },
): Promise<void> {
  const now = new Date();
  await db()
    .update(hookReceivers)
    .set({
      previousTokenHash: null,
      connectedAt: unbroken ? sql`coalesce(${hookReceivers.connectedAt}, ${now.toISOString()})` : now,
    })
    .where(and(eq(hookReceivers.type, type), eq(hookReceivers.tokenHash, tokenHash)));
}

/** The vendor knows nothing of the new token, and nobody else does: what was before stands again. */
async function forget(type: HookType, tokenHash: string, before: ReceiverRow | undefined): Promise<void> {
  await db()
    .update(hookReceivers)
    .set({
      tokenHash: before?.tokenHash ?? null,
      tokenMadeAt: before?.tokenMadeAt ?? null,
      previousTokenHash: before?.previousTokenHash ?? null,
    })
    .where(and(eq(hookReceivers.type, type), eq(hookReceivers.tokenHash, tokenHash)));
}

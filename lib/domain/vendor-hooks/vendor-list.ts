import "server-only";
import { and, eq, gte, isNull, lt, sql } from "drizzle-orm";
import { hookReceivers } from "@/drizzle/schema/ublox";
import { Refusal } from "@/lib/contract/problem";
import { type HookType, hookType, type NewVendorHook, type VendorHook } from "@/lib/contract/vendor-hooks";
import { db } from "@/lib/db/connection";
import type { Permit, Reading } from "@/lib/vendors/http/permit";
import { VendorError } from "@/lib/vendors/http/vendor-error";
import type { UbloxClient } from "@/lib/vendors/ublox/client";
import {
  createVendorHook,
  deleteVendorHook,
  listVendorHooks,
  updateVendorHook,
} from "@/lib/vendors/ublox/vendor-hooks";
import { receiverAt } from "./address";

/** The vendor's hooks, ours marked. What the list says of ours is noted: somebody may have changed them elsewhere. */
export async function listHooks(
  reading: Reading,
  ublox: UbloxClient,
): Promise<{ items: (VendorHook & { ours: boolean })[] }> {
  const askedAt = new Date();
  const hooks = await listVendorHooks(reading, ublox);
  const listed = new Set(hooks.map(({ url }) => receiverAt(url)));
  await Promise.all(hookType.options.map((type) => noteListed(type, listed.has(type), askedAt)));
  return { items: hooks.map((hook) => ({ ...hook, ours: receiverAt(hook.url) !== undefined })) };
}

/** Registers a hook for somebody else's receiver. @throws Refusal for one of ours, which has a token of its own */
export async function createForeignHook(permit: Permit, ublox: UbloxClient, hook: NewVendorHook) {
  requireForeign(hook.url);
  await createVendorHook(permit, ublox, hook);
  return { done: true } as const;
}

/** Changes what a hook of somebody else's sends. @throws Refusal for one of ours */
export async function updateForeignHook(
  permit: Permit,
  ublox: UbloxClient,
  hook: Pick<NewVendorHook, "url" | "authorization">,
) {
  requireForeign(hook.url);
  await updateVendorHook(permit, ublox, hook);
  return { done: true } as const;
}

/** Deletes a hook, ours or another. Our receiver's memory is not complete from then on. */
export async function deleteHook(permit: Permit, ublox: UbloxClient, url: string) {
  const type = receiverAt(url);
  try {
    await deleteVendorHook(permit, ublox, { url });
    if (type !== undefined) await noteDisconnected(type);
  } catch (error) {
    // Whether it still calls is not known, and the memory promises nothing that is not.
    const uncertain = error instanceof VendorError && error.mayHaveActed;
    if (type !== undefined && uncertain) await noteDisconnected(type);
    throw error;
  }
  return { done: true } as const;
}

function requireForeign(url: string): void {
  if (receiverAt(url) === undefined) return;
  throw new Refusal("conflict", {
    detail: "This is the address of a receiver of this console, which makes its own tokens.",
    next: "Connect the receiver instead. Nothing was changed.",
  });
}

async function noteDisconnected(type: HookType): Promise<void> {
  await db().update(hookReceivers).set({ connectedAt: null }).where(eq(hookReceivers.type, type));
}

/** What was asked before a receiver was connected says nothing of it. */
async function noteListed(type: HookType, listed: boolean, askedAt: Date): Promise<void> {
  if (!listed) {
    await db()
      .update(hookReceivers)
      .set({ connectedAt: null })
      .where(and(eq(hookReceivers.type, type), lt(hookReceivers.connectedAt, askedAt)));
    return;
  }
  // Registered by hand, and its token has arrived since it was made: it works.
  await db()
    .update(hookReceivers)
    .set({ connectedAt: sql`${hookReceivers.lastReceivedAt}` })
    .where(
      and(
        eq(hookReceivers.type, type),
        isNull(hookReceivers.connectedAt),
        gte(hookReceivers.lastReceivedAt, hookReceivers.tokenMadeAt),
      ),
    );
}

import "server-only";
import { sql } from "drizzle-orm";
import type { Activation, Entitlement, LicenseSecrets, VendorWarnings } from "@/lib/contract/entitlements";
import type { License } from "@/lib/contract/licenses";
import { Refusal } from "@/lib/contract/problem";
import { db } from "@/lib/db/connection";
import { publish } from "@/lib/domain/events/publish";
import { storable } from "@/lib/domain/vendor-hooks/storable";
import { logger } from "@/lib/log";
import type { Note } from "@/lib/operations/perform";
import type { Permit } from "@/lib/vendors/http/permit";
import { VendorError } from "@/lib/vendors/http/vendor-error";
import { activateLicense } from "@/lib/vendors/juniper/activations";
import type { JuniperClient } from "@/lib/vendors/juniper/client";
import type { EntitlementName } from "@/lib/vendors/juniper/contract";
import { type AskedActivation, beginActivation } from "./begin-activation";
import { findIfPossible, readingOf } from "./find-entitlement";
import { quietly, tellOf } from "./outcome";
import { alone, changeRow, knownOf, type LicenseRow, removeUnsent } from "./records";
import { aboutEntitlement, aboutFree, givenBackOf, liveOn } from "./row-rules";
import { sealSecrets } from "./secrets";
import { toLicense } from "./view";

export interface Activated {
  license: License;
  warnings: VendorWarnings;
}

interface AskedByPerson {
  entitlement: EntitlementName;
  serialNumber: string;
  quantity: number;
  customerId?: string | undefined;
  groupId?: string | undefined;
}

/**
 * Activates a license for one device, after what is known of the entitlement was held against it.
 * @throws Refusal `conflict` when nothing may be sent, `outcome_unknown` when it was activated and could not be kept;
 * VendorError, with `mayHaveActed` when the answer was lost: the license is then in doubt
 */
export async function activateOne(
  permit: Permit,
  juniper: JuniperClient,
  note: Note,
  { entitlement: name, serialNumber, quantity, ...group }: AskedByPerson,
): Promise<Activated> {
  const { ssrn, entitlement } = await findIfPossible(readingOf(permit), juniper, name, group);
  // Whoever named it by its activation code finds it in the history by this.
  note({ ssrn });
  const activations = entitlement?.activations ?? [];
  const live = liveOn(activations, serialNumber);
  // What is activated there already needs none that is free.
  if (entitlement !== undefined && live === undefined) refuseFor(entitlement, quantity);
  return await activate(permit, juniper, note, {
    ...{ ssrn, serialNumber, quantity, ...groupOf(juniper, group) },
    ...{ entitlement, live, givenBack: givenBackOf(activations) },
  });
}

/** Whose entitlements are meant where that is not said. */
export function groupOf(
  { identity }: JuniperClient,
  {
    customerId = identity.customerId,
    groupId = identity.groupId,
  }: Pick<AskedByPerson, "customerId" | "groupId">,
): { customerId: string; groupId: string } {
  return { customerId, groupId };
}

function refuseFor(entitlement: Entitlement, quantity: number): void {
  const words = aboutEntitlement(entitlement, new Date()) ?? aboutFree(entitlement.quantity, quantity);
  if (words === undefined) return;
  throw new Refusal("conflict", {
    detail: words,
    next: "Choose another entitlement, or release a license that is not needed any more. Nothing was sent.",
  });
}

/** Sends one activation, with its row before and its outcome in it after; for people and for jobs. @throws as `activateOne` */
export async function activate(
  permit: Permit,
  juniper: JuniperClient,
  note: Note,
  asked: AskedActivation,
): Promise<Activated> {
  const { ssrn, serialNumber, quantity } = asked;
  const row = await beginActivation(permit, asked);
  note({ licenseId: row.id });
  let answer: Awaited<ReturnType<typeof activateLicense>>;
  try {
    answer = await activateLicense(permit, juniper, { serialNumber, of: { ssrn }, quantity });
  } catch (error) {
    await quietly("what became of an activation", () => noteFailure(permit, row, error));
    throw error;
  }
  const { activation, secrets, warnings } = answer;
  note({ activationId: activation.activationId, vendorLicenseId: activation.licenseId });
  const kept = await keep(row, activation, secrets);
  await tellOf(permit);
  return { license: toLicense(knownOf(kept), new Date()), warnings };
}

/** Nobody knows what came of it, or certainly nothing did. */
async function noteFailure(permit: Permit, row: LicenseRow, error: unknown): Promise<void> {
  if (!(error instanceof VendorError) || error.mayHaveActed) {
    await changeRow(db(), row, ["activating"], { state: "activation_in_doubt" });
    return await tellOf(permit);
  }
  if (error.kind === "refused" || error.kind === "not_found") {
    await changeRow(db(), row, ["activating"], { state: "not_activated" });
  } else {
    // It was never asked: there is nothing to remember.
    await removeUnsent(row);
  }
  await publish({ type: "licenses" });
}

/**
 * Keeps what the vendor has handed out this once. Whatever was thought of the row meanwhile, the answer is what counts.
 * @throws Refusal `outcome_unknown`
 */
async function keep(row: LicenseRow, activation: Activation, secrets: LicenseSecrets): Promise<LicenseRow> {
  try {
    const columns = { ...(await sealSecrets(row.id, secrets)), ...storable(columnsOf(row, activation)) };
    const kept = await alone(row, (tx) =>
      changeRow(tx, row, ["activating", "activation_in_doubt", "not_activated", "active"], {
        ...columns,
        state: "active",
        ...instantsOf(activation),
      }),
    );
    if (kept === undefined) throw new Error("the row of an activation is gone");
    return kept;
  } catch (error) {
    logger().error({ error, licenseId: row.id }, "an activated license could not be kept");
    throw new Refusal("outcome_unknown", {
      detail: "Juniper activated it, and its key and file could not be kept here.",
      next: "Look it up under Activations, and get key and file in the JAL portal. Do not activate it again.",
    });
  }
}

function columnsOf(row: LicenseRow, { activationId, licenseId, status, quantity }: Activation) {
  return { activationId, vendorLicenseId: licenseId, status, quantity: quantity ?? row.quantity };
}

function instantsOf({ activatedAt, startsAt, endsAt }: Activation) {
  return {
    activatedAt: activatedAt === null ? sql`now()` : new Date(activatedAt),
    startsAt: startsAt === null ? null : new Date(startsAt),
    endsAt: endsAt === null ? null : new Date(endsAt),
  };
}

import "server-only";
import { and, eq, isNotNull, ne, sql } from "drizzle-orm";
import { licenses } from "@/drizzle/schema/juniper";
import type { Entitlement, ListedActivation } from "@/lib/contract/entitlements";
import type { License } from "@/lib/contract/licenses";
import { notFound, Refusal } from "@/lib/contract/problem";
import { db } from "@/lib/db/connection";
import { exactDay } from "@/lib/domain/device-certificates/day";
import { storable } from "@/lib/domain/vendor-hooks/storable";
import type { Note } from "@/lib/operations/perform";
import type { Permit, Reading } from "@/lib/vendors/http/permit";
import type { JuniperClient } from "@/lib/vendors/juniper/client";
import { validateEntitlement } from "@/lib/vendors/juniper/entitlements";
import { readingOf } from "./find-entitlement";
import { underwayMs } from "./limits";
import { tellOf } from "./outcome";
import {
  ageMsOf,
  alone,
  changeRow,
  findRow,
  knownOf,
  type LicenseRow,
  notReleased,
  stateOf,
} from "./records";
import { released } from "./secrets";
import { isSeenId } from "./seen-id";
import { type Verdict, verdictOn } from "./verdict";
import { toLicense } from "./view";

/**
 * Asks the vendor, with one call, what became of an activation or a release whose answer was lost, and writes it down.
 * Of an active license it finds out whether somebody has given it back elsewhere. Nothing is sent again.
 * @throws Refusal `not_found`, `conflict` when there is nothing to look up; VendorError
 */
export async function lookUpLicense(
  permit: Permit,
  juniper: JuniperClient,
  note: Note,
  licenseId: string,
): Promise<{ license: License; words: string }> {
  const row = await findRow(licenseId);
  if (row === undefined) throw isSeenId(licenseId) ? nothingToLookUp() : notFound("This license");
  const ageMs = await ageMsOf(row);
  const state = stateOf(row);
  if (state === "not_activated" || state === "released") throw nothingToLookUp();
  if ((state === "activating" || state === "releasing") && ageMs < underwayMs) {
    throw new Refusal("conflict", {
      detail: "It is on its way: its answer may still come.",
      next: `If none has come ${minutes} minutes after it was sent, it can be looked up.`,
    });
  }
  const { found, row: settled } = await settleByListing(readingOf(permit), juniper, row, ageMs);
  note({ found: found.found });
  await tellOf(permit);
  return { license: toLicense(knownOf(settled), new Date()), words: wordsOf(row, found) };
}

const minutes = underwayMs / 60_000;

/** Asks the vendor for a license's entitlement and changes its row by what is found. Throws VendorError. */
export async function settleByListing(
  reading: Reading,
  juniper: JuniperClient,
  row: LicenseRow,
  ageMs: number,
): Promise<{ found: Verdict; row: LicenseRow }> {
  const { ssrn, serialNumber, activationId } = row;
  if (ssrn === null) throw new Error("a license without its SSRN cannot be looked up");
  const { entitlement } = await validateEntitlement(reading, juniper, { ssrn });
  if (entitlement === null) return { found: { found: "nothing" }, row };
  const asked = { act: actOf(row), serialNumber, activationId, ageMs };
  const found = verdictOn(asked, entitlement, await othersOf(row));
  return { found, row: (await settle(row, found, entitlement)) ?? row };
}

function actOf({ state }: LicenseRow): "activate" | "release" | "look" {
  if (state === "activating" || state === "activation_in_doubt") return "activate";
  return state === "active" ? "look" : "release";
}

/** The vendor's ids of other licenses of ours on the same device. */
async function othersOf({ id, serialNumber }: LicenseRow): Promise<ReadonlySet<string>> {
  const rows = await db()
    .select({ activationId: licenses.activationId })
    .from(licenses)
    .where(
      and(eq(licenses.serialNumber, serialNumber), ne(licenses.id, id), isNotNull(licenses.activationId)),
    );
  return new Set(rows.flatMap(({ activationId }) => (activationId === null ? [] : [activationId])));
}

/** Undefined when the row stays as it is. */
async function settle(
  row: LicenseRow,
  found: Verdict,
  entitlement: Entitlement,
): Promise<LicenseRow | undefined> {
  return await alone(row, async (tx) => {
    if (found.found === "not_active") {
      return actOf(row) === "activate"
        ? await changeRow(tx, row, ["activating", "activation_in_doubt"], { state: "not_activated" })
        : await changeRow(tx, row, ["active", "releasing", "release_in_doubt"], {
            ...released,
            releasedAt: sql`now()`,
          });
    }
    if (found.found !== "active") return undefined;
    return await changeRow(
      tx,
      row,
      ["activating", "activation_in_doubt", "active", "releasing", "release_in_doubt"],
      { state: "active", ...notReleased, ...columnsOf(row, found.activation, entitlement) },
    );
  });
}

function columnsOf(row: LicenseRow, listed: ListedActivation, entitlement: Entitlement) {
  const { entitlementId, productSku, productDescription, startsAt, endsAt } = entitlement;
  const instant = (text: string | null) => (text === null ? null : new Date(text));
  return {
    ...storable({
      entitlementId,
      productSku,
      productDescription,
      activationId: row.activationId ?? listed.activationId,
      status: listed.status,
    }),
    activatedAt: row.activatedAt ?? instant(listed.activatedAt),
    startsAt: row.startsAt ?? instant(startsAt),
    endsAt: row.endsAt ?? instant(endsAt),
  };
}

const elsewhere =
  "Its key and file are not here: Juniper hands them out once, with the answer that was lost. Get them in the JAL portal.";

/** What was found, in a sentence or two. */
export function wordsOf(row: LicenseRow, verdict: Verdict): string {
  switch (verdict.found) {
    case "active": {
      const { activatedAt } = verdict.activation;
      const since = activatedAt === null ? "" : ` since ${exactDay(activatedAt)}`;
      const listed = `Juniper lists it as active${since}.`;
      const act = actOf(row);
      if (act === "release") return `${listed} It was not released and may be released again.`;
      return act === "look" || row.sealedKey !== null ? listed : `${listed} ${elsewhere}`;
    }
    case "not_active":
      return actOf(row) === "activate"
        ? "Juniper does not list it: nothing was taken. It may be activated again."
        : "Juniper does not list it as active any more: it is released.";
    case "not_yet":
      return actOf(row) === "activate"
        ? `Juniper does not list it so far. It may still be on its way: look again ${minutes} minutes after it was sent.`
        : `Juniper still lists it as active. The release may be on its way: look again ${minutes} minutes after it was sent.`;
    case "nothing":
      return "Juniper's answer does not say which devices use this entitlement. It stays as it was; the JAL portal tells.";
  }
}

function nothingToLookUp(): Refusal {
  return new Refusal("conflict", {
    detail: "There is nothing to look up: it is neither active here nor in doubt.",
    next: "Its page says how it ended.",
  });
}

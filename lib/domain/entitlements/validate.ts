import "server-only";
import { z } from "zod";
import {
  type EntitlementCheck,
  entitlement,
  type entitlements,
  vendorWarnings,
} from "@/lib/contract/entitlements";
import { answerForAll } from "@/lib/domain/last-answers/answer-for-all";
import type { Answer } from "@/lib/domain/last-answers/last-answers";
import type { Reading } from "@/lib/vendors/http/permit";
import { VendorError } from "@/lib/vendors/http/vendor-error";
import type { JuniperClient } from "@/lib/vendors/juniper/client";
import { validateEntitlement } from "@/lib/vendors/juniper/entitlements";
import { faultsAboutTheName } from "./faults";
import { juniperLicenses } from "./group";
import { reasonOf } from "./not-valid";
import { standingOf } from "./standing";

type Name = z.output<typeof entitlements.validate.body>;

const freshForMs = 60_000;

const storedCheck = z.object({
  valid: z.boolean(),
  entitlement: entitlement.omit({ raw: true }).nullable(),
  warnings: vendorWarnings,
});
type StoredCheck = z.output<typeof storedCheck>;

const readStored = (stored: unknown): StoredCheck | undefined => storedCheck.safeParse(stored).data;

/**
 * What an activation code or an SSRN stands for. The same question costs one call a minute, whoever asks; of an
 * activation code nothing is stored. A name that the vendor refuses is a finding: not valid, with the vendor's words.
 * @throws VendorError for every other refusal, and for trouble without an earlier answer
 */
export async function validate(
  reading: Reading,
  juniper: JuniperClient,
  name: Name,
  { anew = false, now = new Date() }: { anew?: boolean; now?: Date } = {},
): Promise<Answer<EntitlementCheck>> {
  const { accountIds, userEmail } = juniper.identity;
  const question = {
    operationId: "juniper.validate",
    input: [accountIds, userEmail, name],
    subject: juniperLicenses,
    freshForMs,
  };
  const { value, ...age } = await answerForAll(
    question,
    reading,
    // Others wait for it too: it is not given up because one of them left.
    () => ask({ ...reading, signal: undefined }, juniper, name),
    readStored,
    { anew },
  );
  return { value: shownCheck(value, now), ...age };
}

/** With the standing of now, and never "not valid" without a reason. */
function shownCheck({ valid, entitlement: found, warnings }: StoredCheck, now: Date): EntitlementCheck {
  const shown = found && { ...found, standing: standingOf(found, now) };
  if (valid || warnings.length > 0) return { valid, entitlement: shown, warnings };
  return { valid, entitlement: shown, warnings: [{ code: null, words: reasonOf(shown) }] };
}

async function ask(reading: Reading, juniper: JuniperClient, name: Name): Promise<StoredCheck> {
  try {
    const { valid, entitlement: found, warnings } = await validateEntitlement(reading, juniper, name);
    return { valid, entitlement: found && shownOf(found), warnings: withoutCode(warnings, name) };
  } catch (error) {
    const faults = error instanceof VendorError ? faultsAboutTheName(error) : undefined;
    if (faults === undefined) throw error;
    return { valid: false, entitlement: null, warnings: withoutCode(faults, name) };
  }
}

/** What is stored of it: neither its code nor the vendor's own words, which may repeat it. */
function shownOf<Found extends { raw?: unknown; secrets: unknown }>({
  raw: _raw,
  secrets: _code,
  ...found
}: Found) {
  return found;
}

/** The vendor may quote what it was asked. */
function withoutCode(warnings: StoredCheck["warnings"], name: Name): StoredCheck["warnings"] {
  if (!("activationCode" in name)) return warnings;
  const quoted = new RegExp(name.activationCode, "gi");
  return warnings.map(({ code, words }) => ({ code, words: words.replace(quoted, "[redacted]") }));
}

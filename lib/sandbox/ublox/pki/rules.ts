import { DAY_MS } from "../../kit/clock";
import { Refusal, type UbloxContext } from "../router";
import type { RootCa } from "./types";

/** "Alphabets, numbers, underscores, dashes, dots", at most 45 characters [seed, /ztp/rootca/create]. */
const caNamePattern = /^[A-Za-z0-9_.-]{1,45}$/;

/** Root CAs of other customers: nobody here sees them, and their names are taken. */
const othersNames: ReadonlySet<string> = new Set(["acme.example.com", "production", "root-ca", "test-ca"]);

/** So many private CAs fit in one account. */
export const MOST_ROOT_CAS = 15;

export function isCaName(name: string): boolean {
  return caNamePattern.test(name);
}

/** Names are unique over all customers of the vendor. */
export function isTaken(rootCas: ReadonlyMap<string, RootCa>, name: string): boolean {
  return rootCas.has(name) || othersNames.has(name);
}

export function endOf(rootCa: RootCa): number {
  return rootCa.createdAtMs + rootCa.validityDays * DAY_MS;
}

/**
 * The account has the Device Certificate Management subscription. The document does not word the refusal; it is not a
 * 401, which would blame the token.
 */
export function requireSubscription({ settings }: UbloxContext): void {
  if (settings.current().ublox.certificateManagement) return;
  throw new Refusal("Not Authorized. Device Certificate Management subscription is not active", 403);
}

export function knownRootCa({ state }: UbloxContext, name: string, member = "CAName"): RootCa {
  const rootCa = state.rootCas.get(name);
  if (rootCa === undefined) throw new Refusal(`Bad Request. Invalid ${member}`);
  return rootCa;
}

import "server-only";
import { Refusal } from "@/lib/contract/problem";
import type { RecordsPermit } from "@/lib/operations/records-permit";
import { type Environment, environmentOf } from "./environment";
import { lockRows, noteIssued, settleEnvironment } from "./rows";

/** Clocks differ a little, and a day begins earlier elsewhere. */
const futureMsMax = 24 * 60 * 60_000;

/** @throws Refusal `invalid_input` for a day that has not come */
export function issuedInThePast(issuedAt: string, now: Date): Date {
  const date = new Date(issuedAt);
  if (date.getTime() <= now.getTime() + futureMsMax) return date;
  const message = "It cannot have been issued in the future.";
  throw new Refusal("invalid_input", {
    detail: message,
    next: "Give the day on which Juniper issued it.",
    errors: [{ path: "issuedAt", message }],
  });
}

/** Notes when Juniper issued the secret in use. @throws Refusal where there is no secret, or for a day to come */
export async function noteIssuedAt(
  { tx }: RecordsPermit,
  issuedAt: string,
  environment: Environment | undefined = environmentOf(),
): Promise<void> {
  if (environment?.kind !== "client_secret") {
    throw new Refusal("conflict", {
      detail:
        "The connection to Juniper has no client secret: certificates and ID tokens say their dates themselves.",
      next: "There is nothing to write down.",
    });
  }
  const date = issuedInThePast(issuedAt, new Date());
  const rows = await lockRows(tx, environment.kind);
  const current = await settleEnvironment(tx, environment.kind, rows, environment.value());
  if (current === undefined) throw new Error("a connection with a secret has one in use");
  await noteIssued(tx, current.id, date);
}

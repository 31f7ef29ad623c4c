import type { CredentialRow } from "./rows";

// How long credentials may be used, and when people are reminded of it. Juniper rotates secrets once a year and wants a
// certificate's successor before its end (seed); the days are ours.

const dayMs = 24 * 60 * 60_000;
const secretLifeDays = 365;
const secretDueDay = 335;
const certificateDueDays = 60;

/** What a term is told from. */
export type Aged = Pick<CredentialRow, "kind" | "source" | "issuedAt" | "addedAt" | "expiresAt">;

export interface Term {
  /** From when a rotation is due. */
  dueAt: Date;
  endsAt: Date;
}

const after = (date: Date, days: number) => new Date(date.getTime() + days * dayMs);

/**
 * The term of a credential; undefined when its age is not known. Of a secret that was set here without a date, the day it was
 * set is taken: it was issued then at the latest, and its year may be over sooner.
 */
export function termOf({ kind, source, issuedAt, addedAt, expiresAt }: Aged): Term | undefined {
  if (kind === "client_certificate") {
    return expiresAt === null
      ? undefined
      : { dueAt: after(expiresAt, -certificateDueDays), endsAt: expiresAt };
  }
  const bornAt = issuedAt ?? (source === "console" ? addedAt : null);
  if (bornAt === null) return undefined;
  return { dueAt: after(bornAt, secretDueDay), endsAt: after(bornAt, secretLifeDays) };
}

/** The moments at which people are reminded, each once, the earliest first. */
export function remindersOf(kind: string, { dueAt, endsAt }: Term): { name: string; at: Date }[] {
  const days = kind === "client_certificate" ? [30, 7] : [14, 3];
  return [
    { name: "due", at: dueAt },
    ...days.map((left) => ({ name: `${left} days`, at: after(endsAt, -left) })),
    { name: "over", at: endsAt },
  ];
}

/** Whole days until then, rounded down; never below 0. */
export function daysUntil(at: Date, now: Date): number {
  return Math.max(0, Math.floor((at.getTime() - now.getTime()) / dayMs));
}

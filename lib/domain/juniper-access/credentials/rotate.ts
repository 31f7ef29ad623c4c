import "server-only";
import type { z } from "zod";
import type { Actor } from "@/lib/access/actor";
import type { CredentialTrial, juniperAccess } from "@/lib/contract/juniper-access";
import { notFound, Refusal } from "@/lib/contract/problem";
import { logger } from "@/lib/log";
import type { Note } from "@/lib/operations/perform";
import type { RecordsPermit } from "@/lib/operations/records-permit";
import type { Permit } from "@/lib/vendors/http/permit";
import type { IssuedToken } from "@/lib/vendors/http/token";
import { VendorError } from "@/lib/vendors/http/vendor-error";
import type { JuniperClient } from "@/lib/vendors/juniper/client";
import { tryCertificate } from "@/lib/vendors/juniper/trial";
import { checkedPair } from "./certificate-pair";
import { type Environment, environmentOf, type StoredKind } from "./environment";
import { issuedInThePast } from "./issued";
import { toCredential } from "./read";
import {
  accept,
  addCandidate,
  type CredentialRow,
  changeRows,
  erase,
  keep,
  lockRows,
  openValue,
  type Rows,
  readRows,
} from "./rows";
import { credentialsChanged } from "./supply";
import { certificateIn, digestOf } from "./value";
import { acceptedWords, dayWords, discardedWords, nounOf, refusedWords, unclearWords } from "./words";

type Rotation = z.output<typeof juniperAccess.rotate.body>;

interface Trying {
  actor: Pick<Actor, "name">;
  note: Note;
  environment?: Environment | undefined;
}

/**
 * Tries new credentials with one call and, if they are accepted, uses them from then on; the ones before are kept until a
 * call has succeeded. Refused ones are erased; where nobody knows, they are kept to be tried again. One at a time: others
 * are told so. A vendor's no and a vendor in trouble are results here, not errors.
 * @throws Refusal when they cannot be used, are in use already, or others are being tried
 */
export async function rotateCredentials(
  permit: Permit,
  juniper: JuniperClient,
  given: Rotation,
  { actor, note, environment = environmentOf() }: Trying,
): Promise<CredentialTrial> {
  requireKind(given.kind, environment);
  const now = new Date();
  const value = given.kind === "client_secret" ? given.clientSecret : checkedPair(given, now);
  const issuedAt =
    given.kind === "client_secret" && given.issuedAt !== undefined
      ? issuedInThePast(given.issuedAt, now)
      : undefined;
  const { id } = await changeRows(given.kind, async (tx, rows) => {
    requireRoom(given.kind, rows);
    requireAnother(given.kind, rows, value, environment);
    return await addCandidate(tx, given.kind, value, {
      addedBy: actor.name,
      ...(issuedAt !== undefined && { issuedAt }),
    });
  });
  return await tryOut(permit, juniper, { kind: given.kind, id, value, environment, note });
}

/** Tries again what had no clear answer. @throws Refusal when there is no such candidate */
export async function tryCredentials(
  permit: Permit,
  juniper: JuniperClient,
  credentialId: string,
  { note, environment = environmentOf() }: Omit<Trying, "actor">,
): Promise<CredentialTrial> {
  const { candidate, kind } = await candidateOf(credentialId, environment);
  const value = await openValue(candidate);
  if (value === undefined) throw gone(kind);
  return await tryOut(permit, juniper, { kind, id: candidate.id, value, environment, note });
}

/** Erases what was never accepted. @throws Refusal when there is no such candidate */
export async function discardCredentials(
  { tx }: RecordsPermit,
  credentialId: string,
  actor: Pick<Actor, "name">,
): Promise<void> {
  for (const kind of ["client_secret", "client_certificate"] as const) {
    const rows = await lockRows(tx, kind);
    if (!rows.all.some(({ id }) => id === credentialId)) continue;
    if ((await erase(tx, rows, credentialId, discardedWords(actor.name))) === undefined) throw gone(kind);
    return;
  }
  throw notFound("These credentials");
}

interface Trial {
  kind: StoredKind;
  id: string;
  value: string;
  environment: Environment | undefined;
  note: Note;
}

async function tryOut(permit: Permit, juniper: JuniperClient, trial: Trial): Promise<CredentialTrial> {
  const { kind, id, environment, note } = trial;
  note({ credentialId: id });
  const { outcome, words, token } = await ask(permit, juniper, trial);
  note({ outcome });
  const row = await changeRows(kind, async (tx, rows) => {
    switch (outcome) {
      case "accepted":
        return (await accept(tx, kind, rows, id, environment?.value())) ?? acceptedMeanwhile(rows, id);
      case "refused":
        return await erase(tx, rows, id, words);
      case "unclear":
        return await keep(tx, rows, id, words);
    }
  });
  if (row === undefined) throw gone(kind);
  credentialsChanged();
  if (token !== undefined) juniper.adoptToken(token);
  logger().info(
    { vendor: "juniper", requestId: permit.requestId, credentialId: id, kind, outcome },
    "new credentials tried",
  );
  return { credential: toCredential(row), outcome, words };
}

/** Somebody else tried the same candidate at the same time, and was answered first. */
function acceptedMeanwhile({ current }: Rows, id: string): CredentialRow | undefined {
  return current?.id === id ? current : undefined;
}

async function ask(
  permit: Permit,
  juniper: JuniperClient,
  { kind, id, value }: Trial,
): Promise<Pick<CredentialTrial, "outcome" | "words"> & { token?: IssuedToken }> {
  try {
    if (kind === "client_certificate") {
      await tryCertificate(permit, juniper, certificateIn(value));
      return { outcome: "accepted", words: acceptedWords };
    }
    const token = await juniper.trySecret(permit, { id, secret: value });
    return { outcome: "accepted", words: acceptedWords, token };
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    return error.kind === "denied"
      ? { outcome: "refused", words: refusedWords(error) }
      : { outcome: "unclear", words: unclearWords(kind, error, new Date()) };
  }
}

async function candidateOf(
  credentialId: string,
  environment: Environment | undefined,
): Promise<{ candidate: CredentialRow; kind: StoredKind }> {
  for (const kind of ["client_secret", "client_certificate"] as const) {
    const { all, candidate } = await readRows(kind);
    if (!all.some(({ id }) => id === credentialId)) continue;
    if (candidate?.id !== credentialId) throw gone(kind);
    requireKind(kind, environment);
    return { candidate, kind };
  }
  throw notFound("These credentials");
}

function requireKind(kind: StoredKind, environment: Environment | undefined): void {
  if (environment?.kind === kind) return;
  const used = environment === undefined ? "an ID token from a file" : `a ${nounOf(environment.kind)}`;
  throw new Refusal("conflict", {
    detail: `The connection to Juniper proves itself with ${used}, not with a ${nounOf(kind)}.`,
    next: "The operator of this installation chooses the way with JUNIPER_AUTH.",
  });
}

function requireRoom(kind: StoredKind, { candidate }: Rows): void {
  if (candidate === undefined) return;
  const by = candidate.addedBy === null ? "" : ` by ${candidate.addedBy}`;
  throw new Refusal("conflict", {
    detail: `Another ${nounOf(kind)} is being tried, or its trial had no clear answer: it was added on ${dayWords(candidate.addedAt)}${by}.`,
    next: "Wait for its outcome, try it again, or discard it. What you sent was not stored.",
  });
}

function requireAnother(
  kind: StoredKind,
  { current }: Rows,
  value: string,
  environment: Environment | undefined,
): void {
  const isInEnvironment = current?.source !== "console" && environment?.value() === value;
  if (!isInEnvironment && current?.digest !== digestOf(value)) return;
  throw new Refusal("conflict", {
    detail: `This is the ${nounOf(kind)} that is in use already.`,
    next: "Give the new one that Juniper sent.",
  });
}

function gone(kind: StoredKind): Refusal {
  return new Refusal("conflict", {
    detail: `This ${nounOf(kind)} is not waiting for a trial any more: it was accepted or discarded meanwhile.`,
    next: "Look at the list again.",
  });
}

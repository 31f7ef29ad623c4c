import "server-only";
import { logger } from "@/lib/log";
import { processWide } from "@/lib/vendors/http/process-wide";
import {
  inEnvironment,
  type JuniperCredentials,
  setJuniperCredentials,
} from "@/lib/vendors/juniper/credentials";
import { type Environment, environmentOf, type StoredKind } from "./environment";
import {
  adoptEnvironment,
  type CredentialRow,
  changeRows,
  isKnown,
  noteInstead,
  noteWorked,
  openValue,
  type Rows,
  readRows,
  settleEnvironment,
} from "./rows";
import { certificateIn, digestOf } from "./value";

/** Certificates are asked for at each call; another process's rotation is seen so much later. */
const certificatesFreshForMs = 5_000;

/** Counts what this process changes, so that it sees that at once. */
const changes = processWide("credentialChanges", () => ({ count: 0 }));

/** Says that credentials were changed in this process. */
export function credentialsChanged(): void {
  changes.count += 1;
}

interface Held {
  id: string;
  value: string;
}

/**
 * What the client proves itself with, from the table that all processes share. The order in which it is tried:
 *
 * 1. What is in use. As long as nothing was set in the console, that is the environment's, as it is at the moment.
 * 2. When something was set in the console and another value stands in the environment than was ever in use: that one. So an
 *    operator who changes the environment after a rotation is heard as soon as the stored one is refused; if it is accepted
 *    it is in use from then on.
 * 3. The one before, until a call with the one in use has succeeded.
 */
export function storedCredentials(environment: () => Environment | undefined): JuniperCredentials {
  let latest: { at: number; change: number; held: Promise<Held[]> } | undefined;
  const heldOf = async (kind: StoredKind) => {
    const own = environment();
    const held = await inOrder(await readRows(kind), own?.kind === kind ? own.value() : undefined);
    // Whoever called is told why there is nothing.
    if (held.length === 0) own?.read();
    return held;
  };
  const certificates = async () => {
    const isFresh =
      latest?.change === changes.count && performance.now() - latest.at < certificatesFreshForMs;
    if (latest !== undefined && isFresh) return await latest.held;
    const asked = { at: performance.now(), change: changes.count, held: heldOf("client_certificate") };
    latest = asked;
    // What could not be read is asked for again.
    asked.held.catch(() => {
      if (latest === asked) latest = undefined;
    });
    return await asked.held;
  };
  const change = async (meaning: string, work: (own: Environment) => Promise<void>) => {
    const own = environment();
    if (own === undefined) return;
    try {
      await work(own);
      credentialsChanged();
    } catch (error) {
      logger().warn({ error, vendor: "juniper" }, meaning);
      throw error;
    }
  };
  return {
    clientSecrets: async () =>
      (await heldOf("client_secret")).map(({ id, value }) => ({ id, secret: value })),
    clientCertificates: async () =>
      (await certificates()).map(({ id, value }) => ({ id, certificate: certificateIn(value) })),
    insteadOf: (refusedId, usedId) =>
      change("that credentials were refused could not be written down", async (own) => {
        const value = usedId === inEnvironment ? own.value() : undefined;
        await changeRows(own.kind, (tx, rows) =>
          value === undefined
            ? noteInstead(tx, rows, refusedId)
            : adoptEnvironment(tx, own.kind, rows, refusedId, value),
        );
      }),
    worked: (id) =>
      change("that credentials work could not be written down", async (own) => {
        await changeRows(own.kind, async (tx, rows) => {
          if (id !== inEnvironment) return await noteWorked(tx, rows, id);
          // As long as nothing was noted about the environment's, there is nothing to note.
          if (rows.current === undefined) return;
          const value = own.value();
          const current = await settleEnvironment(tx, own.kind, rows, value);
          if (current !== undefined && isOf(current, value)) {
            await noteWorked(tx, { ...rows, current }, current.id);
          }
        });
      }),
  };
}

async function inOrder(rows: Rows, environmentValue: string | undefined): Promise<Held[]> {
  const { current, previous } = rows;
  const own = environmentValue === undefined ? [] : [{ id: inEnvironment, value: environmentValue }];
  if (current === undefined) return own;
  const before = previous === undefined ? [] : await opened(previous);
  if (current.source !== "environment") {
    const isNew = environmentValue !== undefined && !isKnown(rows, environmentValue);
    return [...(await opened(current)), ...(isNew ? own : []), ...before];
  }
  const id = isOf(current, environmentValue) ? current.id : inEnvironment;
  return [...own.map(({ value }) => ({ id, value })), ...before];
}

const isOf = (row: CredentialRow, value: string | undefined) =>
  value !== undefined && digestOf(value) === row.digest;

/** A value that does not open, because the master key is another one, leaves the others to be tried. */
async function opened(row: CredentialRow): Promise<Held[]> {
  try {
    const value = await openValue(row);
    return value === undefined ? [] : [{ id: row.id, value }];
  } catch (error) {
    logger().error({ error, credentialId: row.id }, "stored credentials cannot be opened");
    return [];
  }
}

/** Has this process prove itself with what is in use according to the table. */
export function proveWithStoredCredentials(): void {
  setJuniperCredentials(storedCredentials(environmentOf));
}

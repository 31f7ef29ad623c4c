import { randomUUID } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import pino from "pino";
import type { Sql } from "postgres";
import type { CredentialTrial } from "@/lib/contract/juniper-access";
import { db } from "@/lib/db/connection";
import { ledgerAdmission } from "@/lib/domain/vendor-budget/juniper-budget";
import { logOptions } from "@/lib/log";
import { issueRecordsPermit, type RecordsPermit } from "@/lib/operations/records-permit";
import type { startJuniperSandbox } from "@/lib/sandbox";
import { juniperCredentials } from "@/lib/sandbox/credentials";
import { BASE_PATH, TOKEN_PATH } from "@/lib/sandbox/juniper/wire";
import { closing, permit, quickLimits } from "@/lib/vendors/http/testing/client";
import type { ClientCertificate, TlsFiles } from "@/lib/vendors/http/tls";
import { JuniperClient } from "@/lib/vendors/juniper/client";
import type { JuniperAuth, JuniperConfig } from "@/lib/vendors/juniper/config";
import type { JuniperCredentials } from "@/lib/vendors/juniper/credentials";
import { environmentOf } from "./environment";
import { rotateCredentials, tryCredentials } from "./rotate";
import { storedCredentials } from "./supply";

/** What clients tell in the background. */
const telling = new Set<Promise<void>>();

/** Waits until everything that clients told is written down. */
export async function allNoted(): Promise<void> {
  do {
    await Promise.allSettled(telling);
    await new Promise(setImmediate);
  } while (telling.size > 0);
}

function followed(credentials: JuniperCredentials): JuniperCredentials {
  const follow = (told: Promise<void>) => {
    telling.add(told);
    void told.catch(() => {}).then(() => telling.delete(told));
    return told;
  };
  return {
    ...credentials,
    insteadOf: (refusedId, usedId) => follow(credentials.insteadOf(refusedId, usedId)),
    worked: (id) => follow(credentials.worked(id)),
  };
}

export type Sandbox = Awaited<ReturnType<typeof startJuniperSandbox>>;

export const firstSecret: string = juniperCredentials.clientSecret;

interface Settings {
  auth: JuniperAuth;
  tls?: TlsFiles;
  /** Whose calls are counted together. */
  holder?: string;
  limit?: number;
}

/** One process of an installation: its environment and its client. The database is what all of them share. */
export function aProcess(sandbox: Sandbox, settings: Settings) {
  const { auth, tls = {}, holder = randomUUID(), limit = 300 } = settings;
  const { sapbpID, contactID, customerGroupID, accountIds, userEmail, customerId, groupId } =
    juniperCredentials;
  const config: JuniperConfig = {
    baseUrl: `${auth.kind === "mtls" ? sandbox.mtlsOrigin : sandbox.origin}${BASE_PATH}`,
    auth,
    identity: {
      accountIds,
      userEmail,
      customerId,
      groupId,
      sapBpId: sapbpID,
      contactId: contactID,
      customerGroupId: customerGroupID,
      identifiersIn: "headers",
    },
    tls,
    hourlyLimit: limit,
  };
  const environment = environmentOf(config);
  const juniper = closing(
    new JuniperClient(
      config,
      ledgerAdmission(() => ({ holder, limit })),
      quickLimits,
      followed(storedCredentials(() => environment)),
    ),
  );
  const given = { actor: { name: "ada@example.com" }, note: () => {}, environment };
  return {
    config,
    environment,
    juniper,
    holder,
    rotateSecret: (clientSecret: string, issuedAt?: string): Promise<CredentialTrial> =>
      rotateCredentials(permit(), juniper, { kind: "client_secret", clientSecret, issuedAt }, given),
    rotateCertificate: (certificate: ClientCertificate): Promise<CredentialTrial> =>
      rotateCredentials(permit(), juniper, { kind: "client_certificate", ...certificate }, given),
    tryAgain: (credentialId: string) => tryCredentials(permit(), juniper, credentialId, given),
  };
}

export const withSecret = (sandbox: Sandbox, clientSecret: string): JuniperAuth => ({
  kind: "oauth2",
  tokenUrl: `${sandbox.origin}${TOKEN_PATH}`,
  clientId: juniperCredentials.clientId,
  clientSecret,
  style: "json",
});

/** A certificate in files, as an environment names them. */
export function certificateFiles() {
  const folder = mkdtempSync(join(tmpdir(), "muniment-credentials-"));
  const files = { caFile: join(folder, "ca"), certFile: join(folder, "crt"), keyFile: join(folder, "key") };
  return {
    folder,
    files,
    put({ caPem, certificatePem, privateKeyPem }: ClientCertificate & { caPem: string }) {
      writeFileSync(files.caFile, caPem);
      writeFileSync(files.certFile, certificatePem);
      writeFileSync(files.keyFile, privateKeyPem);
    },
  };
}

/** Changes our records as the gate does. */
export async function inRecords<Result>(act: (permit: RecordsPermit) => Promise<Result>): Promise<Result> {
  return await db().transaction(async (tx) => await act(issueRecordsPermit({ requestId: "req_test", tx })));
}

/** Everything in the database, as text. */
export async function dumpOf(owner: Sql): Promise<string> {
  const tables = await owner<{ name: string }[]>`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`;
  const contents = await Promise.all(
    tables.map(({ name }) => owner.unsafe(`select to_jsonb(t)::text as row from ${name} t`)),
  );
  return contents
    .flat()
    .map(({ row }) => row)
    .join("\n");
}

/** Has the process log into a text from now on. */
export function capturedLog(): { text: () => string } {
  let text = "";
  const target = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      done();
    },
  });
  Object.assign(globalThis, { munimentLogger: pino({ ...logOptions, level: "debug" }, target) });
  return { text: () => text };
}

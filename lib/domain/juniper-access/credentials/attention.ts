import "server-only";
import { type JuniperConfig, juniperConfig } from "@/lib/vendors/juniper/config";
import { idTokenTerm } from "@/lib/vendors/juniper/token";
import { environmentOf } from "./environment";
import { inUse } from "./read";
import { readRows } from "./rows";
import { termOf } from "./terms";
import { dayWords, nounOf, termWords } from "./words";

/** Something about the credentials that somebody should see to. */
export interface CredentialAttention {
  /** failed: calls fail now, or may at any time. */
  kind: "attention" | "failed";
  /** In a sentence or two. */
  words: string;
  href: string;
}

/** What is most urgent about the credentials for Juniper; null when nothing is, or the vendor is not connected. Calls no vendor. */
export async function credentialAttention(
  config: JuniperConfig | undefined = juniperConfig(),
  now = new Date(),
): Promise<CredentialAttention | null> {
  if (config === undefined) return null;
  const found =
    config.auth.kind === "oidc" ? idTokenTrouble(config.auth.idTokenFile, now) : await ofStored(config, now);
  return found && { ...found, href: "/connections/juniper/credentials" };
}

type Found = Omit<CredentialAttention, "href">;

function idTokenTrouble(path: string, now: Date): Found | null {
  const term = idTokenTerm(path);
  if (term === undefined) {
    return { kind: "failed", words: "The file with the ID token for Juniper holds none that can be read." };
  }
  if (term.expiresAt === null || term.expiresAt > now) return null;
  return {
    kind: "failed",
    words: `The ID token for Juniper expired on ${dayWords(term.expiresAt)}, and no newer one lies in its file.`,
  };
}

async function ofStored(config: JuniperConfig, now: Date): Promise<Found | null> {
  const environment = environmentOf(config);
  if (environment === undefined) return null;
  const noun = nounOf(environment.kind);
  const rows = await readRows(environment.kind);
  if (rows.current?.words) {
    return { kind: "failed", words: `About the ${noun} for Juniper: ${rows.current.words}` };
  }
  const used = inUse(rows, environment);
  if (used === undefined) {
    return {
      kind: "failed",
      words: "The files with Juniper's client certificate and its key cannot be read.",
    };
  }
  const term = termOf(used);
  const due = term && termWords(environment.kind, term, now);
  if (due !== undefined) return { kind: due.isOver ? "failed" : "attention", words: due.words };
  if (rows.candidate !== undefined) {
    return {
      kind: "attention",
      words: `A new ${noun} for Juniper waits: nobody knows yet whether it is accepted. Try it again, or discard it.`,
    };
  }
  if (term === undefined) {
    return {
      kind: "attention",
      words: `Nobody has written down when Juniper issued the ${noun}, so nobody is reminded of its yearly rotation.`,
    };
  }
  return null;
}

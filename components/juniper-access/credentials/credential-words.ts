import type { StatusKind } from "@/components/ui/status-icon";
import type { Credential, CredentialTrial } from "@/lib/contract/juniper-access";

type Kind = Credential["kind"];

/** What a credential is called: alone, and in the middle of a sentence. */
export const kindWords: Record<Kind, { title: string; noun: string }> = {
  client_secret: { title: "Client secret", noun: "secret" },
  client_certificate: { title: "Client certificate", noun: "certificate" },
  id_token: { title: "ID token", noun: "token" },
};

/** Where the credential stands that was set before the console was started. */
export const environmentVariables: Record<Kind, string> = {
  client_secret: "JUNIPER_CLIENT_SECRET",
  client_certificate: "JUNIPER_CLIENT_CERT_FILE",
  id_token: "JUNIPER_ID_TOKEN_FILE",
};

/** How a credential stands, with its own word. */
export function standingOf({ state, source, words }: Credential): { kind: StatusKind; word: string } {
  switch (state) {
    case "candidate":
      if (source === "environment") return { kind: "neutral", word: "In reserve" };
      return words === null
        ? { kind: "waiting", word: "Being tried" }
        : { kind: "unknown", word: "Not known to work" };
    case "current":
      return words === null ? { kind: "ok", word: "In use" } : { kind: "attention", word: "In use" };
    case "previous":
      return { kind: "waiting", word: "Kept for now" };
    case "retired":
      return { kind: "neutral", word: "Retired" };
  }
}

/** How far along the year of the credential in use is. */
export type Due = "unknown" | "fine" | "due" | "over";

/** @param nowMs epoch milliseconds */
export function dueOf(
  { rotationDueAt, expiresAt }: { rotationDueAt: string | null; expiresAt: string | null },
  nowMs: number,
): Due {
  if (expiresAt !== null && Date.parse(expiresAt) <= nowMs) return "over";
  if (rotationDueAt !== null && Date.parse(rotationDueAt) <= nowMs) return "due";
  return expiresAt === null ? "unknown" : "fine";
}

/** What came of a trial, in a headline; the server's own words say why and what holds now. */
export function trialHeadline({ outcome, credential: { kind } }: CredentialTrial): {
  kind: StatusKind;
  title: string;
} {
  const { noun } = kindWords[kind];
  switch (outcome) {
    case "accepted":
      return { kind: "ok", title: `Juniper accepts the new ${noun}` };
    case "refused":
      return { kind: "failed", title: `Juniper does not accept this ${noun}` };
    case "unclear":
      return { kind: "unknown", title: `It is not known whether Juniper accepts the new ${noun}` };
  }
}

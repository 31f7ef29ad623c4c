import { createHash } from "node:crypto";
import { env } from "@/lib/env";
import { juniperNeeds } from "@/lib/env/rules";
import type { TlsFiles } from "../http/tls";

/** How we prove who we are: one of the seed's three mechanisms. */
export type JuniperAuth =
  | {
      kind: "oauth2";
      tokenUrl: string;
      clientId: string;
      clientSecret: string;
      style: "json" | "form" | "basic";
      scope?: string;
    }
  /** The ID token of our own identity provider, which something else keeps fresh in a file. */
  | { kind: "oidc"; idTokenFile: string }
  | { kind: "mtls" };

/** What Juniper knows us by, established at onboarding. Sent with every call; none of it is a secret. */
export interface JuniperIdentity {
  accountIds: readonly string[];
  userEmail: string;
  customerId: string;
  groupId: string;
  sapBpId?: string;
  contactId?: string;
  customerGroupId?: string;
  /** Where the last three go. */
  identifiersIn: "headers" | "body";
}

export interface JuniperConfig {
  /** With its path, such as "https://apigw.juniper.net/jal-licensing/1.0". */
  baseUrl: string;
  auth: JuniperAuth;
  identity: JuniperIdentity;
  tls: TlsFiles;
  hourlyLimit: number;
}

/** The variables that are not set; empty when the vendor is connected. */
export function missingJuniperVariables(): string[] {
  const settings = env();
  return juniperNeeds(settings.JUNIPER_AUTH).filter((name) => settings[name] === undefined);
}

/** What the environment says, or undefined when the vendor is not connected. */
export function juniperConfig(): JuniperConfig | undefined {
  const settings = env();
  const { JUNIPER_BASE_URL, JUNIPER_ACCOUNT_IDS, JUNIPER_USER_EMAIL } = settings;
  const { JUNIPER_CUSTOMER_ID, JUNIPER_GROUP_ID, JUNIPER_HOURLY_LIMIT } = settings;
  const auth = authOf(settings);
  if (JUNIPER_BASE_URL === undefined || JUNIPER_ACCOUNT_IDS === undefined || auth === undefined) {
    return undefined;
  }
  if (JUNIPER_USER_EMAIL === undefined || JUNIPER_CUSTOMER_ID === undefined || JUNIPER_GROUP_ID === undefined)
    return undefined;
  return {
    baseUrl: JUNIPER_BASE_URL,
    auth,
    identity: {
      accountIds: JUNIPER_ACCOUNT_IDS,
      userEmail: JUNIPER_USER_EMAIL,
      customerId: JUNIPER_CUSTOMER_ID,
      groupId: JUNIPER_GROUP_ID,
      sapBpId: settings.JUNIPER_SAP_BP_ID,
      contactId: settings.JUNIPER_CONTACT_ID,
      customerGroupId: settings.JUNIPER_CUSTOMER_GROUP_ID,
      identifiersIn: settings.JUNIPER_IDENTIFIERS,
    },
    tls: {
      caFile: settings.JUNIPER_CA_FILE,
      ...(auth.kind === "mtls" && {
        certFile: settings.JUNIPER_CLIENT_CERT_FILE,
        keyFile: settings.JUNIPER_CLIENT_KEY_FILE,
      }),
    },
    hourlyLimit: JUNIPER_HOURLY_LIMIT,
  };
}

function authOf(settings: ReturnType<typeof env>): JuniperAuth | undefined {
  const { JUNIPER_AUTH, JUNIPER_TOKEN_URL, JUNIPER_CLIENT_ID, JUNIPER_CLIENT_SECRET } = settings;
  const { JUNIPER_ID_TOKEN_FILE, JUNIPER_CLIENT_CERT_FILE, JUNIPER_CLIENT_KEY_FILE } = settings;
  switch (JUNIPER_AUTH) {
    case "oauth2":
      if (JUNIPER_TOKEN_URL === undefined || JUNIPER_CLIENT_ID === undefined) return undefined;
      if (JUNIPER_CLIENT_SECRET === undefined) return undefined;
      return {
        kind: "oauth2",
        tokenUrl: JUNIPER_TOKEN_URL,
        clientId: JUNIPER_CLIENT_ID,
        clientSecret: JUNIPER_CLIENT_SECRET,
        style: settings.JUNIPER_TOKEN_STYLE,
        scope: settings.JUNIPER_SCOPE,
      };
    case "oidc":
      if (JUNIPER_ID_TOKEN_FILE === undefined) return undefined;
      return { kind: "oidc", idTokenFile: JUNIPER_ID_TOKEN_FILE };
    case "mtls":
      if (JUNIPER_CLIENT_CERT_FILE === undefined || JUNIPER_CLIENT_KEY_FILE === undefined) return undefined;
      return { kind: "mtls" };
  }
}

/**
 * Whose calls Juniper counts together, as a fingerprint: the client id; without one, the accounts we act for. The same
 * for the client's old and new secret.
 */
export function budgetHolder({ baseUrl, auth, identity }: JuniperConfig): string {
  const holder = auth.kind === "oauth2" ? ["client", auth.clientId] : ["accounts", ...identity.accountIds];
  return createHash("sha256")
    .update(JSON.stringify([new URL(baseUrl).host, ...holder]))
    .digest("hex");
}

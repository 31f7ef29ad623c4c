import type { JuniperSettingName, JuniperSettings } from "@/lib/contract/juniper-access";

export const authLabels: Record<JuniperSettings["auth"], string> = {
  oauth2: "OAuth 2.0 client credentials",
  oidc: "OpenID Connect: ID token of your own identity provider",
  mtls: "Mutual TLS: client certificate",
};

export const settingLabels: Record<JuniperSettingName, string> = {
  JUNIPER_BASE_URL: "Licensing API",
  JUNIPER_AUTH: "Mechanism",
  JUNIPER_TOKEN_URL: "Token endpoint",
  JUNIPER_CLIENT_ID: "Client id",
  JUNIPER_CLIENT_SECRET: "Client secret",
  JUNIPER_TOKEN_STYLE: "Sent as",
  JUNIPER_SCOPE: "Scope",
  JUNIPER_ID_TOKEN_FILE: "ID token",
  JUNIPER_CLIENT_CERT_FILE: "Client certificate",
  JUNIPER_CLIENT_KEY_FILE: "Private key",
  JUNIPER_CA_FILE: "Trusted authorities",
  JUNIPER_SAP_BP_ID: "Business partner id",
  JUNIPER_CONTACT_ID: "Contact id",
  JUNIPER_CUSTOMER_GROUP_ID: "Customer group id",
  JUNIPER_IDENTIFIERS: "Sent in",
  JUNIPER_ACCOUNT_IDS: "Account ids",
  JUNIPER_USER_EMAIL: "User’s e-mail",
  JUNIPER_CUSTOMER_ID: "Customer id",
  JUNIPER_GROUP_ID: "Group id",
  JUNIPER_HOURLY_LIMIT: "Calls in an hour",
  JUNIPER_JOB_CALLS_PER_MINUTE: "Calls of jobs in a minute",
};

/** What a value means, where it is one of a few words. */
const valueWords: Partial<Record<JuniperSettingName, Readonly<Record<string, string>>>> = {
  JUNIPER_AUTH: authLabels,
  JUNIPER_IDENTIFIERS: { headers: "headers of each request", body: "body of each request" },
  JUNIPER_TOKEN_STYLE: { json: "JSON", form: "form fields", basic: "HTTP Basic" },
};

/** A value for people: its meaning where it has one, otherwise itself. */
export function valueText(name: JuniperSettingName, value: string): string {
  return valueWords[name]?.[value] ?? value;
}

export interface SettingGroup {
  title: string;
  description: string;
  names: readonly JuniperSettingName[];
}

const signingIn: Record<JuniperSettings["auth"], readonly JuniperSettingName[]> = {
  oauth2: [
    "JUNIPER_TOKEN_URL",
    "JUNIPER_CLIENT_ID",
    "JUNIPER_CLIENT_SECRET",
    "JUNIPER_TOKEN_STYLE",
    "JUNIPER_SCOPE",
  ],
  oidc: ["JUNIPER_ID_TOKEN_FILE"],
  mtls: ["JUNIPER_CLIENT_CERT_FILE", "JUNIPER_CLIENT_KEY_FILE"],
};

/** The settings that count with the chosen mechanism, in the order in which people ask for them. */
export function settingGroups(auth: JuniperSettings["auth"]): SettingGroup[] {
  return [
    {
      title: "Connection",
      description: "Where requests go, and how we prove who we are.",
      names: ["JUNIPER_BASE_URL", "JUNIPER_AUTH", ...signingIn[auth], "JUNIPER_CA_FILE"],
    },
    {
      title: "Whose licenses",
      description: "Sent with every lookup and every change.",
      names: ["JUNIPER_CUSTOMER_ID", "JUNIPER_GROUP_ID", "JUNIPER_ACCOUNT_IDS", "JUNIPER_USER_EMAIL"],
    },
    {
      title: "API key",
      description: "The identifiers of the onboarding that Juniper checks in each request.",
      names: ["JUNIPER_SAP_BP_ID", "JUNIPER_CONTACT_ID", "JUNIPER_CUSTOMER_GROUP_ID", "JUNIPER_IDENTIFIERS"],
    },
    {
      title: "Limits",
      description: "All processes of the console together keep them.",
      names: ["JUNIPER_HOURLY_LIMIT", "JUNIPER_JOB_CALLS_PER_MINUTE"],
    },
  ];
}

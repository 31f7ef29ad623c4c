import type { z } from "zod";
import {
  base64Key,
  callRate,
  commaList,
  emailAddress,
  filePath,
  hopCount,
  hourlyLimit,
  httpUrl,
  laneCount,
  longEnough,
  oneOf,
  origin,
  portNumber,
  postgresUrl,
  roleMap,
  text,
} from "./formats";

/** One setting: what it is for, what it may hold, and whether it must stay out of every output. */
interface Variable {
  group: string;
  /** One sentence for `.env.example`. */
  about: string;
  /** A value that passes, shown in `.env.example` and beside every problem. */
  example: string;
  /** Shown beside a problem instead of the example, for values that have to be made. */
  howToMake?: string;
  /** May also be given as `NAME_FILE`; its example is a known sample that production refuses. */
  secret?: true;
  /** Set by the programs of `lib/scripts`, not by people; left out of `.env.example`. */
  internal?: true;
  /** A start without it is refused, always or only in production. */
  required?: "always" | "in production";
  /** What an absent value means, in the written form. Without it, and unless required, the setting is optional. */
  fallback?: string;
  schema: z.ZodType;
}

const web = "Console";
const work = "Jobs";
const storage = "Storage and secrets";
const firstAdministrator = "First administrator";
const singleSignOn = "Single sign-on (OpenID Connect)";
const sandbox = "Sandbox";
const ublox = "u-blox Security Services";
const sectigo = "Sectigo IoT Manager";
const juniper = "Juniper Direct Connect";

/**
 * Every environment variable of the console. This table is the only description of them: the parser, the table
 * of problems on a wrong start and `.env.example` are read off it.
 */
export const variables = {
  PORT: {
    group: web,
    about: "TCP port the console listens on.",
    example: "3000",
    fallback: "3000",
    schema: portNumber,
  },
  HOST: {
    group: web,
    about: "Address the console listens on; 0.0.0.0 for all, as in a container.",
    example: "127.0.0.1",
    fallback: "127.0.0.1",
    schema: text,
  },
  APP_URL: {
    group: web,
    about: "Origin people reach the console at; HTTPS in production, where it is required.",
    example: "https://muniment.example.com",
    required: "in production",
    schema: origin,
  },
  HOOKS_URL: {
    group: web,
    about: "Origin that u-blox reaches this console's hooks at, https only; unset: APP_URL.",
    example: "https://hooks.example.com",
    schema: origin,
  },
  TRUSTED_PROXIES: {
    group: web,
    about: "How many reverse proxies of yours stand in front; so many hops of X-Forwarded-For are believed.",
    example: "1",
    fallback: "0",
    schema: hopCount,
  },
  WORKER: {
    group: work,
    about: "Where jobs run: web, in the console's own process; none, only in those of npm run worker.",
    example: "web",
    fallback: "web",
    schema: oneOf(["web", "none"]),
  },
  JOB_LANES: {
    group: work,
    about: "How many calls of jobs a process has on their way at the same time.",
    example: "4",
    fallback: "4",
    schema: laneCount,
  },
  DATABASE_URL: {
    group: storage,
    about: "PostgreSQL to use, as its owner; unset: a PostgreSQL of our own inside DATA_DIR.",
    example: "postgres://muniment:change-this-password@db.example.com:5432/muniment",
    secret: true,
    schema: postgresUrl,
  },
  DATA_DIR: {
    group: storage,
    about: "Folder for the embedded database and, in demo and development, generated secrets.",
    example: ".data",
    fallback: ".data",
    schema: filePath,
  },
  AUTH_SECRET: {
    group: storage,
    about: "Signs sessions, at least 32 characters; the demo and development make their own.",
    example: "sample-auth-secret-replace-it-before-production",
    howToMake: "openssl rand -base64 48",
    secret: true,
    required: "always",
    schema: longEnough(32),
  },
  MASTER_KEY: {
    group: storage,
    about:
      "Seals what is stored encrypted: 32 bytes in base64, made likewise; keep a copy apart from the database.",
    example: "c2FtcGxlLW1hc3Rlci1rZXktMzItYnl0ZXMtbG9uZyE=",
    howToMake: "openssl rand -base64 32",
    secret: true,
    required: "always",
    schema: base64Key(32),
  },
  ADMIN_EMAIL: {
    group: firstAdministrator,
    about: "With ADMIN_PASSWORD: creates the first administrator if there is none yet.",
    example: "admin@example.com",
    schema: emailAddress,
  },
  ADMIN_PASSWORD: {
    group: firstAdministrator,
    about: "The first administrator's password, at least 12 characters; later changes to it have no effect.",
    example: "sample-admin-password",
    howToMake: "openssl rand -base64 18",
    secret: true,
    schema: longEnough(12),
  },
  OIDC_ISSUER: {
    group: singleSignOn,
    about: "Issuer URL of the identity provider; its /.well-known/openid-configuration is read.",
    example: "https://login.example.com",
    schema: httpUrl,
  },
  OIDC_CLIENT_ID: {
    group: singleSignOn,
    about: "Client id the identity provider gave the console.",
    example: "muniment",
    schema: text,
  },
  OIDC_CLIENT_SECRET: {
    group: singleSignOn,
    about: "Client secret the identity provider gave the console.",
    example: "sample-oidc-client-secret",
    secret: true,
    schema: text,
  },
  OIDC_ROLE_CLAIM: {
    group: singleSignOn,
    about: "Claim that says what a person may be; dots reach into objects.",
    example: "groups",
    fallback: "groups",
    schema: text,
  },
  OIDC_ROLE_MAP: {
    group: singleSignOn,
    about: "Claim value = role, separated by semicolons; the first match counts, no match may not enter.",
    example: "console-admins=admin; console-support=support",
    schema: roleMap,
  },
  SANDBOX: {
    group: sandbox,
    about: "on: every vendor is simulated on this machine. The demo switches it on.",
    example: "off",
    fallback: "off",
    schema: oneOf(["on", "off"]).transform((value) => value === "on"),
  },
  SANDBOX_CONTROL_URL: {
    group: sandbox,
    about: "Control address of the running sandbox.",
    example: "http://127.0.0.1:4100",
    internal: true,
    schema: httpUrl,
  },
  UBLOX_BASE_URL: {
    group: ublox,
    about: "API address including the version, such as /v1.",
    example: "https://ssapi.services.u-blox.com/v1",
    schema: httpUrl.refine((url) => /\/v\d+$/.test(url), "must end in the API version, such as /v1"),
  },
  UBLOX_API_KEY: {
    group: ublox,
    about: "API key from the Thingstream portal.",
    example: "sample-ublox-api-key",
    secret: true,
    schema: text,
  },
  UBLOX_API_SECRET: {
    group: ublox,
    about: "API secret, shown once when the key was generated.",
    example: "sample-ublox-api-secret",
    secret: true,
    schema: text,
  },
  UBLOX_JOB_CALLS_PER_MINUTE: {
    group: ublox,
    about: "Calls that jobs may make in a minute, all processes together; people's own clicks come on top.",
    example: "600",
    fallback: "600",
    schema: callRate,
  },
  UBLOX_AUTH_SCHEME: {
    group: ublox,
    about: "How the token is sent: Bearer (as documented) or raw (without a prefix).",
    example: "Bearer",
    fallback: "Bearer",
    schema: oneOf(["Bearer", "raw"]),
  },
  SECTIGO_BASE_URL: {
    group: sectigo,
    about: "Address of the host, without a path.",
    example: "https://iot.sectigo.com",
    schema: origin,
  },
  SECTIGO_USERNAME: {
    group: sectigo,
    about: "User with the role USER on the profiles in use.",
    example: "operator@example.com",
    schema: text,
  },
  SECTIGO_PASSWORD: {
    group: sectigo,
    about: "That user's password.",
    example: "sample-sectigo-password",
    secret: true,
    schema: text,
  },
  SECTIGO_JOB_CALLS_PER_MINUTE: {
    group: sectigo,
    about: "Calls that jobs may make in a minute, all processes together; people's own clicks come on top.",
    example: "120",
    fallback: "120",
    schema: callRate,
  },
  SECTIGO_UPLOAD: {
    group: sectigo,
    about: "How CSRs are uploaded: urlencoded (guide 1.0.0) or multipart (later releases).",
    example: "urlencoded",
    fallback: "urlencoded",
    schema: oneOf(["urlencoded", "multipart"]),
  },
  JUNIPER_BASE_URL: {
    group: juniper,
    about: "Address of the licensing API, with its path, as Juniper handed it out at onboarding.",
    example: "https://apigw.juniper.net/jal-licensing/1.0",
    schema: httpUrl,
  },
  JUNIPER_AUTH: {
    group: juniper,
    about:
      "How we prove who we are: oauth2 (client id and secret), oidc (ID token of your own identity provider) or mtls (client certificate).",
    example: "oauth2",
    fallback: "oauth2",
    schema: oneOf(["oauth2", "oidc", "mtls"]),
  },
  JUNIPER_TOKEN_URL: {
    group: juniper,
    about: "oauth2: address of the token endpoint.",
    example: "https://apigw.juniper.net/invoke/pub.apigateway.oauth2/getAccessToken",
    schema: httpUrl.refine((url) => new URL(url).pathname !== "/", "must have the token endpoint's path"),
  },
  JUNIPER_CLIENT_ID: {
    group: juniper,
    about: "oauth2: the client id. The budget of calls is counted under it.",
    example: "muniment",
    schema: text,
  },
  JUNIPER_CLIENT_SECRET: {
    group: juniper,
    about: "oauth2: the client secret, which Juniper replaces once a year.",
    example: "sample-juniper-client-secret",
    secret: true,
    schema: text,
  },
  JUNIPER_TOKEN_STYLE: {
    group: juniper,
    about: "oauth2: how client id and secret are sent: json, form, or basic (RFC 6749 section 2.3.1).",
    example: "json",
    fallback: "json",
    schema: oneOf(["json", "form", "basic"]),
  },
  JUNIPER_SCOPE: {
    group: juniper,
    about: "oauth2: scope to ask for, where Juniper named one.",
    example: "css-api-scope",
    schema: text,
  },
  JUNIPER_ID_TOKEN_FILE: {
    group: juniper,
    about: "oidc: file with the current ID token; it is read again when it changes or its token expires.",
    example: "/run/secrets/juniper_id_token",
    schema: filePath,
  },
  JUNIPER_CLIENT_CERT_FILE: {
    group: juniper,
    about: "mtls: file with the client certificate and its chain, in PEM.",
    example: "/run/secrets/juniper_client.crt",
    schema: filePath,
  },
  JUNIPER_CLIENT_KEY_FILE: {
    group: juniper,
    about: "mtls: file with the certificate's private key, in PEM and without a passphrase.",
    example: "/run/secrets/juniper_client.key",
    schema: filePath,
  },
  JUNIPER_CA_FILE: {
    group: juniper,
    about: "File with the certificate authorities to trust instead of the public ones, in PEM.",
    example: "/run/secrets/juniper_ca.crt",
    schema: filePath,
  },
  JUNIPER_SAP_BP_ID: {
    group: juniper,
    about: "Business partner id (sapbpID), where Juniper handed one out.",
    example: "0100001234",
    schema: text,
  },
  JUNIPER_CONTACT_ID: {
    group: juniper,
    about: "Contact id (contactID), where Juniper handed one out.",
    example: "0200005678",
    schema: text,
  },
  JUNIPER_CUSTOMER_GROUP_ID: {
    group: juniper,
    about: "Customer group id (customerGroupID), where Juniper handed one out.",
    example: "CG-100",
    schema: text,
  },
  JUNIPER_IDENTIFIERS: {
    group: juniper,
    about: "Where these three ids are sent: headers or body.",
    example: "headers",
    fallback: "headers",
    schema: oneOf(["headers", "body"]),
  },
  JUNIPER_ACCOUNT_IDS: {
    group: juniper,
    about: "Account ids of the onboarding (accountIds), separated by commas.",
    example: "0100001234,0100005678",
    schema: commaList,
  },
  JUNIPER_USER_EMAIL: {
    group: juniper,
    about:
      "E-mail address of a user that Juniper knows for these accounts (userEmail): a person, not an alias.",
    example: "licenses@example.com",
    schema: emailAddress,
  },
  JUNIPER_CUSTOMER_ID: {
    group: juniper,
    about: "Customer whose entitlements are listed (customerID).",
    example: "0100001234",
    schema: text,
  },
  JUNIPER_GROUP_ID: {
    group: juniper,
    about: "Entitlement group that is listed first (groupID).",
    example: "GRP-77",
    schema: text,
  },
  JUNIPER_HOURLY_LIMIT: {
    group: juniper,
    about: "Calls that Juniper allows this client in an hour; all processes together make no more.",
    example: "300",
    fallback: "300",
    schema: hourlyLimit,
  },
  JUNIPER_JOB_CALLS_PER_MINUTE: {
    group: juniper,
    about: "Calls that jobs may make in a minute, all processes together; the hour's limit holds besides.",
    example: "30",
    fallback: "30",
    schema: callRate,
  },
} as const satisfies Record<string, Variable>;

export type VariableName = keyof typeof variables;
export const variableNames = Object.keys(variables) as VariableName[];

/** The declaration of a setting without the narrow type of its own entry, for code that walks all of them. */
export function variableOf(name: VariableName): Variable {
  return variables[name];
}

import { z } from "zod";
import { instant } from "./identifiers";
import { read, write } from "./operation";

// What only the connection to Juniper has: a budget of calls, credentials that are replaced every year, an onboarding.

/** Who goes first where calls are few. */
export const callLane = z.enum(["change", "read", "job"]);
export type CallLane = z.output<typeof callLane>;

const laneStanding = z.object({
  /** Calls of an hour that nobody else can take. */
  share: z.number().int(),
  used: z.number().int(),
  /** How many may go now. */
  left: z.number().int(),
  /** When the next one may, where none may now. */
  nextAt: instant.nullable(),
});

/** Calls in the sliding hour, over all processes. */
export const callBudget = z.object({
  limit: z.number().int(),
  used: z.number().int(),
  left: z.number().int(),
  /** When the oldest counted call stops counting; null while none counts. */
  nextFreeAt: instant.nullable(),
  /**
   * When the counted calls stop counting, in steps of five minutes from now up to the end of the hour: how many in the
   * step that ends at `until`, and what they were made for.
   */
  freeing: z.array(
    z.object({
      until: instant,
      calls: z.number().int(),
      lanes: z.object({ change: z.number().int(), read: z.number().int(), job: z.number().int() }),
    }),
  ),
  lanes: z.object({ change: laneStanding, read: laneStanding, job: laneStanding }),
  /** What they were made for, and for whom, the most frequent first; null where the console made them by itself. */
  byWhom: z.array(
    z.object({
      lane: callLane,
      call: z.string(),
      askedBy: z.string().nullable(),
      calls: z.number().int(),
      lastAt: instant,
    }),
  ),
  /** The vendor itself said that there were too many: until then only people's changes are let go. */
  frozenUntil: instant.nullable(),
});
export type CallBudget = z.output<typeof callBudget>;

/** One set of credentials; never its value. */
export const credential = z.object({
  credentialId: z.string(),
  kind: z.enum(["client_secret", "client_certificate", "id_token"]),
  /**
   * candidate: not tried yet, or the trial had no clear answer · current: in use · previous: kept until a call with the
   * current one has succeeded · retired: its value is gone.
   */
  state: z.enum(["candidate", "current", "previous", "retired"]),
  source: z.enum(["environment", "console"]),
  /** When Juniper issued it, as far as somebody said; a certificate says it itself. */
  issuedAt: instant.nullable(),
  /** When and by whom it was set in the console; null for the environment's. */
  addedAt: instant.nullable(),
  addedBy: z.string().nullable(),
  /** When a call with it first succeeded after it was added. */
  provedAt: instant.nullable(),
  expiresAt: instant.nullable(),
  retiredAt: instant.nullable(),
  /** Subject and fingerprint of a certificate. */
  subject: z.string().nullable(),
  fingerprintSha256: z.string().nullable(),
  /** Why it was not accepted, or why that is not known; in a sentence. */
  words: z.string().nullable(),
});
export type Credential = z.output<typeof credential>;

export const juniperCredentials = z.object({
  auth: z.enum(["oauth2", "oidc", "mtls"]),
  /** By state in the order above, within it the latest first. */
  credentials: z.array(credential),
  /**
   * From when a rotation is due, and until when it has to be done; null while nobody said how old the current one is. Of a
   * secret that was set in the console without a date, counted from that day.
   */
  rotationDueAt: instant.nullable(),
  expiresAt: instant.nullable(),
});
export type JuniperCredentials = z.output<typeof juniperCredentials>;

/** What came of trying new credentials. */
export const credentialTrial = z.object({
  credential,
  outcome: z.enum(["accepted", "refused", "unclear"]),
  words: z.string(),
});
export type CredentialTrial = z.output<typeof credentialTrial>;

/** Steps of the onboarding in the vendor's order (seed, "Client OAuth2.0-based Onboarding Process"). */
export const onboardingSteps = [
  "terms",
  "firewall",
  "credentials",
  "profile",
  "apis",
  "endpoints",
  "validated",
  "sourceIdentifier",
  "unreachableAlias",
  "secretAlias",
] as const;
export const onboardingStep = z.enum(onboardingSteps);
export type OnboardingStep = z.output<typeof onboardingStep>;

const alias = z
  .string()
  .trim()
  .max(254, "An e-mail address has at most 254 characters.")
  .pipe(z.email("An e-mail address, such as licenses@example.com."));

/** Established with Juniper at onboarding; nobody publishes what it looks like. */
const customerSourceIdentifier = z
  .string()
  .trim()
  .min(1, "Write the identifier as it was agreed with Juniper.")
  .max(64, "The identifier has at most 64 characters.")
  .refine((value) => !/\p{Cc}/u.test(value), { error: "The identifier cannot contain control characters." });

/** What the last three steps record: each is done while its value is written down. */
export const onboardingFacts = {
  sourceIdentifier: "customerSourceIdentifier",
  unreachableAlias: "unreachableAlias",
  secretAlias: "secretAlias",
} as const satisfies Partial<Record<OnboardingStep, string>>;

export const onboarding = z.object({
  /** In the vendor's order. */
  steps: z.array(
    z.object({
      step: onboardingStep,
      /** Who acts, as the vendor's document says. */
      whose: z.enum(["customer", "juniper", "both"]),
      doneAt: instant.nullable(),
      doneBy: z.string().nullable(),
    }),
  ),
  customerSourceIdentifier: z.string().nullable(),
  /** Told when Juniper cannot reach the customer's endpoint. */
  unreachableAlias: z.string().nullable(),
  /** Receives the new secret once a year. */
  secretAlias: z.string().nullable(),
});
export type Onboarding = z.output<typeof onboarding>;

/** What is left out stays as it is. */
export const onboardingChange = z.object({
  /** The steps that record a value are done by writing it down, and are refused here. */
  steps: z.partialRecord(onboardingStep, z.boolean()).optional(),
  /** Null: not agreed after all; its step is open again. */
  customerSourceIdentifier: customerSourceIdentifier.nullable().optional(),
  unreachableAlias: alias.nullable().optional(),
  secretAlias: alias.nullable().optional(),
});

/** The settings of the connection, by the names of their variables. */
export const juniperSettingNames = [
  "JUNIPER_BASE_URL",
  "JUNIPER_AUTH",
  "JUNIPER_TOKEN_URL",
  "JUNIPER_CLIENT_ID",
  "JUNIPER_CLIENT_SECRET",
  "JUNIPER_TOKEN_STYLE",
  "JUNIPER_SCOPE",
  "JUNIPER_ID_TOKEN_FILE",
  "JUNIPER_CLIENT_CERT_FILE",
  "JUNIPER_CLIENT_KEY_FILE",
  "JUNIPER_CA_FILE",
  "JUNIPER_SAP_BP_ID",
  "JUNIPER_CONTACT_ID",
  "JUNIPER_CUSTOMER_GROUP_ID",
  "JUNIPER_IDENTIFIERS",
  "JUNIPER_ACCOUNT_IDS",
  "JUNIPER_USER_EMAIL",
  "JUNIPER_CUSTOMER_ID",
  "JUNIPER_GROUP_ID",
  "JUNIPER_HOURLY_LIMIT",
  "JUNIPER_JOB_CALLS_PER_MINUTE",
] as const;
export type JuniperSettingName = (typeof juniperSettingNames)[number];

const juniperSetting = z.object({
  name: z.enum(juniperSettingNames),
  /** What it is for, in a sentence. */
  about: z.string(),
  isSet: z.boolean(),
  /** As it is written; null for secrets and for files of the server, of which only `isSet` is told. */
  value: z.string().nullable(),
  /** Nobody set it: what holds without it. */
  isFallback: z.boolean(),
  /** Whether the connection needs it, with the way that is chosen to prove who we are. */
  isNeeded: z.boolean(),
});
export type JuniperSetting = z.output<typeof juniperSetting>;

export const juniperSettings = z.object({
  auth: z.enum(["oauth2", "oidc", "mtls"]),
  isConnected: z.boolean(),
  settings: z.array(juniperSetting),
});
export type JuniperSettings = z.output<typeof juniperSettings>;

const credentialParams = z.object({ credentialId: z.string().min(1).max(64) });
const credentialSubject = () => ({ type: "connection", id: "juniper" });

export const juniperAccess = {
  budget: read({
    operationId: "connections.budget",
    method: "GET",
    path: "/connections/juniper/budget",
    summary: "How many of the hour's calls to Juniper are used and left",
    permission: "connections:read",
    response: callBudget,
  }),
  credentials: read({
    operationId: "connections.credentials",
    method: "GET",
    path: "/connections/juniper/credentials",
    summary: "The credentials for Juniper: their age and end, never themselves",
    permission: "connections:read",
    response: juniperCredentials,
  }),
  rotate: write({
    operationId: "connections.rotate",
    method: "POST",
    path: "/connections/juniper/credentials",
    summary: "Try a new client secret or certificate, and use it if it is accepted",
    permission: "connections:write",
    needsConfirmation: true,
    body: z.discriminatedUnion("kind", [
      z.object({
        kind: z.literal("client_secret"),
        clientSecret: z
          .string()
          .min(1)
          .max(1_024)
          .regex(/^[\x21-\x7e]+$/, "A client secret has no spaces."),
        issuedAt: instant.optional(),
      }),
      z.object({
        kind: z.literal("client_certificate"),
        /** With its chain. */
        certificatePem: z.string().min(1).max(65_536),
        /** PKCS #8 or the older forms, without a passphrase. */
        privateKeyPem: z.string().min(1).max(16_384),
      }),
    ]),
    response: credentialTrial,
    audit: { place: "vendor", subject: credentialSubject, fields: ({ body }) => [body.kind] },
  }),
  tryCredential: write({
    operationId: "connections.tryCredential",
    method: "POST",
    path: "/connections/juniper/credentials/{credentialId}/try",
    summary: "Try credentials again whose trial had no clear answer",
    permission: "connections:write",
    params: credentialParams,
    response: credentialTrial,
    audit: { place: "vendor", subject: credentialSubject },
  }),
  discardCredential: write({
    operationId: "connections.discardCredential",
    method: "DELETE",
    path: "/connections/juniper/credentials/{credentialId}",
    summary: "Discard credentials that were never accepted",
    permission: "connections:write",
    params: credentialParams,
    response: z.object({ done: z.literal(true) }),
    audit: { place: "records", subject: credentialSubject },
  }),
  noteCredential: write({
    operationId: "connections.noteCredential",
    method: "PUT",
    path: "/connections/juniper/credentials/issued",
    summary: "Write down when Juniper issued the secret in use",
    permission: "connections:write",
    body: z.object({ issuedAt: instant }),
    response: z.object({ done: z.literal(true) }),
    audit: { place: "records", subject: credentialSubject, fields: () => ["issuedAt"] },
  }),
  onboarding: read({
    operationId: "connections.onboarding",
    method: "GET",
    path: "/connections/juniper/onboarding",
    summary: "The steps of the onboarding with Juniper, and what was agreed",
    permission: "connections:read",
    response: onboarding,
  }),
  updateOnboarding: write({
    operationId: "connections.updateOnboarding",
    method: "PATCH",
    path: "/connections/juniper/onboarding",
    summary: "Write down a step of the onboarding, or what was agreed",
    permission: "connections:write",
    body: onboardingChange,
    response: onboarding,
    audit: {
      place: "records",
      subject: credentialSubject,
      fields: ({ body }) => [
        ...Object.keys(body.steps ?? {}),
        ...Object.keys(body).filter((name) => name !== "steps"),
      ],
    },
  }),
  settings: read({
    operationId: "connections.settings",
    method: "GET",
    path: "/connections/juniper/settings",
    summary: "What the connection to Juniper is configured with; no secrets",
    permission: "connections:read",
    response: juniperSettings,
  }),
};

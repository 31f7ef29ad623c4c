import { z } from "zod";

/**
 * The sandbox's control API: shapes only, so that the console, the browser journeys and the
 * sandbox itself read one description. See README.md in this folder for examples.
 */

export const vendorName = z.enum(["ublox", "sectigo", "juniper"]);
export type VendorName = z.infer<typeof vendorName>;

/** Each way in which a vendor can misbehave, with a sentence for the person who chooses it. */
export const faultDescriptions = {
  rate_limited: "429 Too Many Requests, with Retry-After if one is given",
  server_error: "500 Internal Server Error; the call is not carried out",
  bad_gateway: "502 Bad Gateway; the call is not carried out",
  unavailable: "503 Service Unavailable, with Retry-After if one is given",
  hang: "Takes the call and never answers",
  hang_mid_body: "Carries the call out, sends headers and part of the answer, then falls silent",
  reset: "Resets the connection without an answer; the call is not carried out",
  reset_mid_body: "Carries the call out and resets the connection in the middle of the answer",
  truncated_body: "Carries the call out and closes the connection before the announced end",
  slow_drip: "Carries the call out and sends the answer one byte at a time",
  html_page: "200 with an HTML page instead of data",
  invalid_json: "200 with JSON that does not parse",
  wrong_shape: "200 with valid JSON of a shape nobody documented",
  expired_token: "Every token issued so far becomes invalid before the call is looked at",
  redirect: "302 to another host",
  huge_body: "200 with an answer that never ends",
  lost_answer: "Carries the call out, then drops the connection: the answer never arrives",
} as const;

type FaultKindName = keyof typeof faultDescriptions;
const faultKindNames = Object.keys(faultDescriptions) as [FaultKindName, ...FaultKindName[]];
export const faultKind = z.enum(faultKindNames);
export type FaultKind = z.infer<typeof faultKind>;

export const retryAfter = z.strictObject({
  /** How the header is spelled: a number of seconds, or an HTTP date (RFC 9110 §10.2.3). */
  form: z.enum(["seconds", "http_date"]),
  seconds: z.number().int().min(0).max(400_000_000),
});

/** Body of `POST /faults`. */
export const faultRequest = z.strictObject({
  vendor: vendorName,
  fault: faultKind,
  /** Only calls with this HTTP method: PUT and POST on Sectigo's `/api/v1/batches` differ in nothing else. */
  method: z.enum(["GET", "POST", "PUT"]).optional(),
  /** Only calls whose path begins so, as the vendor spells it: `/v1/tag/`, `/api/v1/batches`. */
  pathPrefix: z.string().startsWith("/").optional(),
  /** Only the next N matching calls; without it until the fault is cleared. */
  times: z.number().int().min(1).max(1_000_000).optional(),
  /** For `rate_limited` and `unavailable`; without it the header is absent. */
  retryAfter: retryAfter.optional(),
  /** For `redirect`; by default a host that does not exist. */
  location: z.url().optional(),
  /** For `slow_drip`: real milliseconds between two bytes, 1000 by default. */
  everyMs: z.number().int().min(1).max(60_000).optional(),
});
export type FaultRequest = z.input<typeof faultRequest>;

/** A fault in force; `times` counts down. */
export const activeFault = faultRequest.extend({ id: z.number().int() });
export type ActiveFault = z.infer<typeof activeFault>;

export const faultsAnswer = z.object({ faults: z.array(activeFault) });

export const callRecord = z.object({
  id: z.number().int(),
  vendor: vendorName,
  /** Arrival by the sandbox's clock, ISO 8601. */
  time: z.iso.datetime(),
  method: z.string(),
  /** Path and query as they came. */
  path: z.string(),
  /** Names only, in lower case, in the order of arrival. */
  headerNames: z.array(z.string()),
  authorization: z.enum(["none", "bearer", "raw", "other"]),
  contentType: z.string().nullable(),
  bodyBytes: z.number().int(),
  bodySha256: z.string(),
  /** A JSON body of at most 64 KiB with its secrets masked; null for every other body. */
  body: z.unknown(),
  /** Null while there is no answer, and when there never was one. */
  status: z.number().int().nullable(),
  /** `cut`: the sandbox broke the connection on purpose. `client_left`: the caller did. */
  outcome: z.enum(["open", "answered", "cut", "client_left"]),
  fault: faultKind.nullable(),
  durationMs: z.number().nullable(),
});
export type CallRecord = z.infer<typeof callRecord>;

export const callsAnswer = z.object({ calls: z.array(callRecord) });

/** What becomes of a batch that is ordered from now on. */
export const batchOutcome = z.enum(["ready", "ready_late", "failed", "issued_partly"]);
export type BatchOutcome = z.infer<typeof batchOutcome>;

const sectigoSettings = z.strictObject({
  /** Time from order to ready on the sandbox's clock; null: 20 to 60 s, by batch number. */
  batchDelayMs: z.number().int().min(0).max(86_400_000).nullable(),
  /** `ready_late`: `downloadable` turns true 20 s after the status says ready. */
  batchOutcome,
  /** Upload takes multipart/form-data besides the urlencoded form of the 1.0.0 guide. */
  acceptMultipart: z.boolean(),
  /** Offer `POST /auth/refresh`, which the 1.0.0 guide does not have. */
  offerRefresh: z.boolean(),
  /** Announce the length of a zip whose length is known before it is made. */
  announceLength: z.boolean(),
  /** For benchmarks: every download is one incompressible zip of this many MiB; null: the batch itself. */
  bulkDownloadMegabytes: z.number().int().min(1).max(3_900).nullable(),
});

const ubloxSettings = z.strictObject({
  /** The account has the certificate management subscription; without it its calls are refused. */
  certificateManagement: z.boolean(),
  /** What is left of every device's quota of certificate calls; null: enough. */
  certificateQuota: z.number().int().min(0).max(1_000_000).nullable(),
  /** Changes are answered with nothing at all instead of `{"Message":"Success"}`. */
  emptySuccessBodies: z.boolean(),
  /** Answers about keys write UIDs as JSON numbers, as the document's samples do. */
  uidsAsNumbers: z.boolean(),
  /** Every page of a list repeats the first, for ever. */
  repeatPages: z.boolean(),
  /** Added to every TotalRecords. */
  totalRecordsOff: z.number().int().min(-1_000_000).max(1_000_000),
  /** Each hook's event is delivered so many times. */
  hookDeliveries: z.number().int().min(0).max(10),
  /** Hooks of the address `from` are delivered to `to`: stands for the name service, so that https addresses reach a machine without one. */
  hookRoutes: z.array(z.strictObject({ from: z.url({ protocol: /^https$/ }), to: z.url() })).max(10),
});

const juniperSettings = z.strictObject({
  /** Calls in any sliding hour that are carried out; the next one is refused. */
  hourlyLimit: z.number().int().min(1).max(100_000),
  /** A call that was refused for its rate counts towards the rate all the same. */
  rejectedCallsCount: z.boolean(),
  /** Calls of the token endpoint count too, whoever makes them. */
  tokenCallsCount: z.boolean(),
  /** Say with Retry-After when the next call will be carried out. */
  announceRetryAfter: z.boolean(),
  /** How a refusal for the rate looks: 429 and 503 are the gateway's words, 400 is a fault of the service. */
  rateLimitStatus: z.union([z.literal(429), z.literal(503), z.literal(400)]),
  /** The gateway lets the client in; without it, calls with a good token are refused too. */
  clientEnabled: z.boolean(),
  /** Where `sapbpID`, `contactID` and `customerGroupID` are looked for. */
  apiKeyPlacement: z.enum(["headers", "body"]),
  /** Requests must be inside of `<operation>Request`. */
  wrapRequests: z.boolean(),
  /** Answers come inside of `<operation>Response`. */
  wrapAnswers: z.boolean(),
  /** The HTTP status of an answer whose `statusCode` is 400. */
  errorStatus: z.union([z.literal(400), z.literal(200)]),
  /** Dates in answers are spelled in several ways, and some cannot be read. */
  oddDates: z.boolean(),
  /** `requestDateTime` must be UTC with milliseconds; else any time that can be read will do. */
  strictRequestDates: z.boolean(),
});

export const sandboxSettings = z.strictObject({
  sectigo: sectigoSettings,
  ublox: ubloxSettings,
  juniper: juniperSettings,
});
export type SandboxSettings = z.infer<typeof sandboxSettings>;

/** Body of `POST /settings`: only what changes. */
export const settingsChange = z.strictObject({
  sectigo: sectigoSettings.partial().optional(),
  ublox: ubloxSettings.partial().optional(),
  juniper: juniperSettings.partial().optional(),
});
export type SettingsChange = z.infer<typeof settingsChange>;

/** Body of `POST /clock`. The clock only goes forward; `POST /reset` takes it back to real time. */
export const clockAdvance = z.strictObject({ advanceMs: z.number().int().min(0).max(315_360_000_000) });
export const clockAnswer = z.object({ now: z.iso.datetime(), offsetMs: z.number().int() });

/** Body of `POST /heartbeats`: which devices get in contact with u-blox now. */
export const heartbeatRequest = z.union([
  z.strictObject({ rotPublicUids: z.array(z.string()).min(1).max(10_000) }),
  z.strictObject({ tagName: z.string() }),
  /** Devices whose heartbeat interval has passed on the sandbox's clock. */
  z.strictObject({ due: z.literal(true) }),
  z.strictObject({ all: z.literal(true) }),
]);
export type HeartbeatRequest = z.input<typeof heartbeatRequest>;
export const heartbeatAnswer = z.object({ devices: z.number().int() });

/** Body of `POST /bootstraps`: a new device gets in contact for the first time. */
export const bootstrapRequest = z.strictObject({
  deviceProfileUid: z.string().optional(),
  rotPublicUid: z.string().optional(),
  deviceSerialNumber: z.string().optional(),
  imei: z.string().optional(),
});
export type BootstrapRequest = z.input<typeof bootstrapRequest>;
export const bootstrapAnswer = z.object({ rotPublicUid: z.string() });

/** Body of `POST /device-errors`: a device fails a command. */
export const deviceErrorRequest = z.strictObject({ rotPublicUid: z.string(), text: z.string().max(500) });

/** Body of `POST /clones`: a device shows up that copies another's identity, or shares its serial number. */
export const cloneRequest = z.strictObject({
  rotPublicUid: z.string(),
  as: z.enum(["clone", "suspicious"]),
});

/** One try to post an event to a hook. */
export const hookDelivery = z.object({
  time: z.iso.datetime(),
  url: z.string(),
  /** The event's type as the vendor spells it. */
  type: z.string(),
  /** What the receiver answered; null: nothing, and `error` says why. */
  status: z.number().int().nullable(),
  error: z.string().nullable(),
});
export type HookDelivery = z.infer<typeof hookDelivery>;

/** The hooks that u-blox knows, and its last 100 deliveries, newest first. */
export const hookReport = z.object({
  registered: z.array(z.object({ url: z.string(), type: z.string() })),
  deliveries: z.array(hookDelivery),
});
export type HookReport = z.infer<typeof hookReport>;

/** Body of `POST /juniper/secrets`: Juniper hands out another client secret, and takes the one before for a while. */
export const secretRotation = z.strictObject({ overlapMs: z.number().int().min(0).max(31_622_400_000) });
export type SecretRotation = z.infer<typeof secretRotation>;
export const secretAnswer = z.object({ clientSecret: z.string() });

/** Body of `POST /juniper/calls`: somebody else made calls with the same credentials. */
export const otherCalls = z.strictObject({
  count: z.number().int().min(1).max(100_000),
  /** How long ago that was; without it just now. */
  agoMs: z.number().int().min(0).max(3_600_000).optional(),
});
export type OtherCalls = z.infer<typeof otherCalls>;

/** Body of `POST /juniper/id-tokens`: the customer's own identity provider issues a token that Juniper accepts, for an hour unless said otherwise. */
export const idTokenRequest = z.strictObject({
  lifeSeconds: z.number().int().min(1).max(31_622_400).optional(),
});
export type IdTokenRequest = z.infer<typeof idTokenRequest>;
export const idTokenAnswer = z.object({ idToken: z.string() });

/** Body of `POST /juniper/client-certificates`: a certificate that opens the port for mutual TLS, for a year unless said otherwise. */
export const clientCertificateRequest = z.strictObject({
  validityDays: z.number().int().min(1).max(3_650).optional(),
});
export type ClientCertificateRequest = z.infer<typeof clientCertificateRequest>;
/** All in PEM; `caPem` is what the port itself is trusted by. */
export const clientCertificateAnswer = z.object({
  caPem: z.string(),
  certificatePem: z.string(),
  privateKeyPem: z.string(),
});
export type ClientCertificate = z.infer<typeof clientCertificateAnswer>;

/** Juniper's view of its client. */
export const juniperReport = z.object({
  calls: z.object({
    limit: z.number().int(),
    /** What counts in the sliding hour that ends now. */
    used: z.number().int(),
    /** Calls refused for their rate since the start or the last reset. */
    refused: z.number().int(),
    /** When a call will be carried out again; null: at once. */
    nextAt: z.iso.datetime().nullable(),
  }),
  /** Client secrets that were handed out, the first one first; `goodUntil` is null for the current one. */
  secrets: z.array(z.object({ number: z.number().int(), goodUntil: z.iso.datetime().nullable() })),
});
export type JuniperReport = z.infer<typeof juniperReport>;

export const vendorState = z.object({
  url: z.url(),
  faults: z.array(activeFault),
  /** Calls since the start or the last reset. */
  callCount: z.number().int(),
  /** How many records of each kind the vendor holds: devices, tags, batches, … */
  recordCounts: z.record(z.string(), z.number().int()),
});

export const stateAnswer = z.object({
  clock: clockAnswer,
  settings: sandboxSettings,
  vendors: z.record(vendorName, vendorState),
  hooks: hookReport,
  juniper: juniperReport,
  /** The last 200 calls over all vendors, newest first. */
  calls: z.array(callRecord),
});
export type SandboxState = z.infer<typeof stateAnswer>;

export const controlProblem = z.object({ error: z.string() });

import { randomBytes } from "node:crypto";
import { z } from "zod";
import type {
  Activation,
  Entitlement,
  LicenseSecrets,
  ListedActivation,
  Revocation,
  VendorWarnings,
  Voucher,
} from "@/lib/contract/entitlements";
import type { RequestSpec } from "../http/call-spec";
import { decoded } from "../http/decoded";
import { Fields } from "../http/fields";
import { rawOf } from "../http/raw";
import { jsonBody } from "../http/request-body";
import { sealed } from "../http/sealed";
import type { JuniperIdentity } from "./config";

// The only file that spells Juniper's paths, names and wrappers. The document (Direct Connect API Documentation) names
// operations, identifiers and terms; paths and JSON are a proposal, drawn from its sibling APIs, and are corrected here.

/** Where each operation is, and the member its request is wrapped in, if any. */
const operations = {
  validateEntitlement: { path: "/entitlements/validate", wrapper: null },
  listEntitlements: { path: "/entitlements/query", wrapper: null },
  activateLicense: { path: "/licenses/activate", wrapper: null },
  issueVoucher: { path: "/vouchers/generate", wrapper: null },
  revoke: { path: "/revocations", wrapper: null },
} as const satisfies Record<string, { path: `/${string}`; wrapper: string | null }>;

export type JuniperOperation = keyof typeof operations;

/** The calls that answer with an envelope; all others fetch tokens. */
export const apiCalls: ReadonlySet<string> = new Set(
  Object.values(operations).map(({ path }) => `POST ${path}`),
);

// --- Requests

/** What every request carries beside its own members. */
function commonMembers(identity: JuniperIdentity) {
  return {
    accountIds: identity.accountIds,
    userEmail: identity.userEmail,
    // Alphanumeric, and refused when it comes a second time (siblings' faults 986 and 955).
    transactionId: randomBytes(16).toString("hex"),
    requestDateTime: new Date().toISOString(),
  };
}

/** "API Key (sapbpID/contactID/customerGroupID)": those that were handed out. */
function identifiers({ sapBpId, contactId, customerGroupId }: JuniperIdentity): Record<string, string> {
  const all = { sapbpID: sapBpId, contactID: contactId, customerGroupID: customerGroupId };
  return Object.fromEntries(Object.entries(all).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}

/** A request with its own members; those that are undefined are left out. Its body is made anew for every attempt. */
export function requestOf(
  identity: JuniperIdentity,
  operation: JuniperOperation,
  members: Record<string, unknown>,
): Pick<RequestSpec, "method" | "path" | "headers" | "body"> {
  const { path, wrapper }: { path: `/${string}`; wrapper: string | null } = operations[operation];
  const inHeaders = identity.identifiersIn === "headers";
  return {
    method: "POST",
    path,
    headers: { accept: "application/json", ...(inHeaders && identifiers(identity)) },
    body: () => {
      const body = {
        ...(inHeaders ? {} : identifiers(identity)),
        ...commonMembers(identity),
        ...members,
      };
      return jsonBody(wrapper === null ? body : { [wrapper]: body });
    },
  };
}

/** An entitlement named by its SSRN or by its activation code, which is a secret. */
export type EntitlementName = { ssrn: string } | { activationCode: string };

/** The secrets of a call that names an entitlement. */
export function secretsIn(name: EntitlementName): string[] {
  return "activationCode" in name ? [name.activationCode] : [];
}

export const members = {
  validateEntitlement: (name: EntitlementName) => ({ ...name }),
  listEntitlements: (asked: {
    customerId: string;
    groupId: string;
    type?: string;
    pageSize: number;
    pageToken?: string;
  }) => ({
    customerId: asked.customerId,
    groupId: asked.groupId,
    entitlementType: asked.type,
    pageSize: asked.pageSize,
    pageToken: asked.pageToken,
  }),
  activateLicense: (asked: { serialNumber: string; of: EntitlementName; quantity: number }) => ({
    ...asked.of,
    serialNumber: asked.serialNumber,
    quantity: asked.quantity,
  }),
  issueVoucher: (asked: {
    serialNumber: string;
    ssrn: string;
    expiresAt: string;
    pinnedDomainCertBase64: string;
  }) => ({
    ssrn: asked.ssrn,
    serialNumber: asked.serialNumber,
    expirationDate: new Date(asked.expiresAt).toISOString(),
    pinnedDomainCert: asked.pinnedDomainCertBase64,
  }),
  revoke: (asked: {
    type: "LICENSE" | "VOUCHER";
    serialNumber: string;
    of: EntitlementName;
    activationId?: string;
    voucherId?: string;
    reason?: string;
  }) => ({
    revokeType: asked.type,
    ...asked.of,
    serialNumber: asked.serialNumber,
    activationId: asked.activationId,
    voucherId: asked.voucherId,
    // By characters, so that none is cut in two.
    reason: asked.reason === undefined ? undefined : [...asked.reason].slice(0, reasonCharactersMax).join(""),
  }),
};

const reasonCharactersMax = 250;

// --- Envelope

interface Fault {
  code: string | null;
  words: string;
  isWarning: boolean;
}

/** What is around every answer of the service. */
export interface Envelope {
  /** "200", "300" (with warnings) or "400", whatever the HTTP status is. */
  statusCode: string | null;
  message: string | null;
  faults: Fault[];
  fields: Fields;
}

const record = z.record(z.string(), z.unknown());

/** Answers come with or without a wrapper around everything ("<operation>Response"). */
function unwrapped(answered: unknown): Fields | undefined {
  const fields = Fields.of(answered);
  if (fields?.text("statusCode")) return fields;
  const inner = Object.values(record.safeParse(answered).data ?? {});
  return inner.length === 1 ? (Fields.of(inner[0]) ?? fields) : fields;
}

/** Undefined when the answer is no JSON object. */
export function envelopeOf(answered: unknown): Envelope | undefined {
  if (!record.safeParse(answered).success) return undefined;
  const fields = unwrapped(answered);
  if (fields === undefined) return undefined;
  const listed = fields.get("fault", "faults");
  const faults = (Array.isArray(listed) ? listed : [listed]).flatMap((fault: unknown) => {
    const told = Fields.of(fault);
    const code = told?.text("errorCode") ?? null;
    const words = told?.text("errorMessage") ?? told?.text("errorType") ?? code;
    return words ? [{ code, words, isWarning: /^warn/i.test(told?.text("errorClass") ?? "") }] : [];
  });
  return {
    statusCode: fields.text("statusCode"),
    message: fields.text("message"),
    faults,
    fields,
  };
}

/** All faults in one line, each with its code: "768: Serial number or SSRN is not valid". */
export function faultsText(faults: readonly Fault[]): string | undefined {
  const errors = faults.filter(({ isWarning }) => !isWarning);
  const told = (errors.length > 0 ? errors : faults).map(({ code, words }) =>
    code === null || code === words ? words : `${code}: ${words}`,
  );
  return told.length === 0 ? undefined : told.join("; ");
}

/** A good answer: what it holds, and what the vendor warns of. */
export type Warned<Value> = Value & { warnings: VendorWarnings };

function warningsOf({ statusCode, message, faults }: Envelope): VendorWarnings {
  if (faults.length > 0) return faults.map(({ code, words }) => ({ code, words }));
  return statusCode === "300" ? [{ code: null, words: message ?? "The vendor warns without words." }] : [];
}

/** The answer of an operation; `read` gives undefined for what is not such an answer. */
export function answerOf<Value extends object>(
  read: (fields: Fields) => Value | undefined,
): z.ZodType<Warned<Value>> {
  return decoded((answered) => {
    const envelope = envelopeOf(answered);
    const value = envelope && read(envelope.fields);
    return value && { ...value, warnings: warningsOf(envelope) };
  });
}

// --- Objects

/** Of a code only its end, and of a short one nothing. */
function masked(code: string): string {
  return code.length >= 12 ? `••••${code.slice(-4)}` : "••••";
}

const secretNames: ReadonlySet<string> = new Set([
  "activationcode",
  "productkey",
  "licensekey",
  "contentbase64",
]);
const isSecret = (name: string) => secretNames.has(name.toLowerCase());

/** An entitlement with its activation code, which is sealed: nothing that walks over it sees the code. */
export type EntitlementAndCode = Entitlement & { secrets: { activationCode: string | null } };

function listedActivationOf(told: unknown): ListedActivation[] {
  const fields = Fields.of(told);
  const serialNumber = fields?.text("serialNumber");
  if (!fields || !serialNumber) return [];
  return [
    {
      activationId: fields.text("activationId"),
      serialNumber,
      activatedAt: fields.instant("activatedOn"),
      status: fields.text("status"),
    },
  ];
}

export function entitlementOf(told: unknown): EntitlementAndCode | undefined {
  const fields = Fields.of(told);
  const ssrn = fields?.text("ssrn") ?? null;
  const entitlementId = fields?.text("entitlementId") ?? ssrn;
  if (fields === undefined || entitlementId === null) return undefined;
  const activationCode = fields.text("activationCode");
  const quantity = fields.fields("quantity");
  const activations = fields.get("activations");
  return {
    entitlementId,
    ssrn,
    activationCodeMasked: activationCode && masked(activationCode),
    type: fields.text("entitlementType")?.toUpperCase() ?? null,
    productSku: fields.text("productSku"),
    productDescription: fields.text("productDescription"),
    customerId: fields.text("customerId"),
    groupId: fields.text("groupId"),
    accountId: fields.text("accountId"),
    quantity: {
      total: quantity?.integer("total") ?? null,
      activated: quantity?.integer("activated") ?? null,
      available: quantity?.integer("available") ?? null,
    },
    startsAt: fields.instant("startDate"),
    endsAt: fields.instant("endDate"),
    status: fields.text("status"),
    activations: Array.isArray(activations) ? activations.flatMap(listedActivationOf) : [],
    raw: rawOf(told, { isSecret, values: activationCode ? [activationCode] : [] }),
    secrets: sealed({ activationCode }),
  };
}

/** A list of which every item must be readable. */
function entitlementsOf(told: unknown): EntitlementAndCode[] | undefined {
  if (!Array.isArray(told)) return undefined;
  const items = told.map(entitlementOf).filter((item) => item !== undefined);
  return items.length === told.length ? items : undefined;
}

export const answers = {
  validateEntitlement: answerOf((fields) => {
    const entitlement = entitlementOf(fields.get("entitlement")) ?? null;
    const valid = fields.flag("valid") ?? (entitlement === null ? null : true);
    // Valid without saying what is, is no answer.
    return valid === null || (valid && entitlement === null) ? undefined : { valid, entitlement };
  }),
  listEntitlements: answerOf((fields) => {
    const items = entitlementsOf(fields.get("entitlements"));
    return (
      items && {
        items,
        totalCount: fields.integer("totalCount"),
        nextPageToken: fields.text("nextPageToken"),
      }
    );
  }),
  activateLicense: (serialNumber: string) =>
    answerOf((fields) => {
      const told = fields.fields("activation");
      return told && isAbout(told, serialNumber) ? activationOf(told, serialNumber) : undefined;
    }),
  issueVoucher: (serialNumber: string) =>
    answerOf((fields) => {
      const told = fields.fields("voucher");
      return told && isAbout(told, serialNumber) ? voucherOf(told, serialNumber) : undefined;
    }),
  revoke: (serialNumber: string) =>
    answerOf((fields) => {
      const told = fields.fields("revocation");
      return told && isAbout(told, serialNumber)
        ? { revocation: revocationOf(told, serialNumber) }
        : undefined;
    }),
};

/** An answer that names another device is not an answer to what was asked. */
function isAbout(told: Fields, serialNumber: string): boolean {
  const named = told.text("serialNumber");
  return named === null || named.toUpperCase() === serialNumber.toUpperCase();
}

/** A file of an answer, where there is one with content. */
function fileOf(fields: Fields | undefined, fallbackName: string) {
  const contentBase64 = fields?.text("contentBase64");
  if (!fields || !contentBase64) return null;
  return { fileName: fields.text("fileName") ?? fallbackName, contentBase64 };
}

function activationOf(
  fields: Fields,
  serialNumber: string,
): { activation: Activation; secrets: LicenseSecrets } {
  const licenseKey = fields.text("licenseKey");
  const file = fileOf(fields.fields("licenseFile"), `${serialNumber}.lic`);
  return {
    activation: {
      activationId: fields.text("activationId"),
      serialNumber,
      ssrn: fields.text("ssrn"),
      licenseId: fields.text("licenseId"),
      quantity: fields.integer("quantity"),
      activatedAt: fields.instant("activatedOn"),
      startsAt: fields.instant("startDate"),
      endsAt: fields.instant("endDate"),
      status: fields.text("status"),
      hasKey: licenseKey !== null,
      fileName: file?.fileName ?? null,
    },
    secrets: sealed({ licenseKey, file }),
  };
}

/** A voucher's file, sealed. Base64 of CMS in DER (RFC 8366 §5). */
export interface VoucherSecrets {
  contentBase64: string | null;
}

function voucherOf(fields: Fields, serialNumber: string): { voucher: Voucher; secrets: VoucherSecrets } {
  const told = fields.fields("voucherFile");
  const file = fileOf(told, `${serialNumber}.vcj`);
  return {
    voucher: {
      voucherId: fields.text("voucherId"),
      serialNumber,
      ssrn: fields.text("ssrn"),
      createdAt: fields.instant("createdOn"),
      expiresAt: fields.instant("expiresOn"),
      assertion: fields.text("assertion"),
      pinnedDomainCertSha256: fields.text("pinnedDomainCertSha256")?.toLowerCase() ?? null,
      status: fields.text("status"),
      fileName: file?.fileName ?? null,
      mediaType: file && (told?.text("mediaType") ?? "application/voucher-cms+json"),
    },
    secrets: sealed({ contentBase64: file?.contentBase64 ?? null }),
  };
}

function revocationOf(fields: Fields, serialNumber: string): Revocation {
  return {
    revocationId: fields.text("revocationId"),
    serialNumber,
    revokedAt: fields.instant("revokedOn"),
    quantityReturned: fields.integer("quantityReturned"),
    status: fields.text("status"),
  };
}

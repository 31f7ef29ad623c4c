/** One item of `fault[]`, in an answer that failed or that succeeded with warnings. */
export interface Fault {
  readonly errorClass: "Error" | "Warning";
  readonly errorType: "Validation" | "Processing";
  readonly errorCode: string;
  readonly errorMessage: string;
}

/**
 * Codes of the checks that Juniper's other APIs make in the same way. Everything about licenses has a code of the
 * sandbox's own, which begins with SIM so that nobody takes it for Juniper's.
 */
const validations = {
  "735": "appId is invalid: sapbpID, contactID or customerGroupID does not match",
  "751": "accountID is invalid",
  "753": "contactEmail is not registered",
  "754": "contactEmail is not linked to the account",
  "768": "Serial number or SSRN is not valid",
  "900": "appId is missing: sapbpID, contactID and customerGroupID are required",
  "901": "userId is missing",
  "902": "requestDateTime is missing",
  "903": "requestDateTime has a bad format",
  "908": "Transaction id is missing",
  "955": "Duplicate transaction id",
  "985": "Account identifier validation failed",
  "986": "Transaction id is not alphanumeric",
  "999": "Key is longer than allowed",
  "SIM-400": "Malformed request",
  "SIM-407": "Pinned domain certificate is unreadable",
} as const;

const processings = {
  "SIM-401": "Activation code is unknown",
  "SIM-402": "SSRN is unknown",
  "SIM-403": "Entitlement does not belong to the caller's account or group",
  "SIM-404": "Not enough quantity left",
  "SIM-405": "Entitlement has expired, has not started or was revoked",
  "SIM-406": "Serial number is already activated for this SSRN",
  "SIM-408": "Expiration date is in the past or after the certificate's notAfter",
  "SIM-409": "Device is not eligible for vouchers",
  "SIM-410": "Nothing to revoke",
  "SIM-411": "Already revoked",
  "SIM-412": "Entitlement is of another type",
  "SIM-429": "Rate limit exceeded",
} as const;

const warnings = {
  "SIM-301": "Entitlement ends within 30 days",
  "SIM-302": "Nothing is left of the entitlement",
  "SIM-303": "Entitlement cannot be activated",
} as const;

export type ErrorCode = keyof typeof validations | keyof typeof processings;

export function fault(code: ErrorCode, detail?: string): Fault {
  const validation = isValidation(code);
  const text = validation ? validations[code] : processings[code];
  return {
    errorClass: "Error",
    errorType: validation ? "Validation" : "Processing",
    errorCode: code,
    errorMessage: withDetail(text, detail),
  };
}

export function warning(code: keyof typeof warnings, detail?: string): Fault {
  return {
    errorClass: "Warning",
    errorType: "Processing",
    errorCode: code,
    errorMessage: withDetail(warnings[code], detail),
  };
}

/** The service said no: `statusCode` 400 with these faults. */
export class ServiceRefusal extends Error {
  readonly faults: readonly Fault[];

  constructor(...faults: readonly Fault[]) {
    super(faults.map(({ errorCode, errorMessage }) => `${errorCode} ${errorMessage}`).join("; "));
    this.faults = faults;
  }
}

/** Throws what {@link fault} makes. */
export function refuse(code: ErrorCode, detail?: string): never {
  throw new ServiceRefusal(fault(code, detail));
}

function isValidation(code: ErrorCode): code is keyof typeof validations {
  return code in validations;
}

function withDetail(text: string, detail: string | undefined): string {
  return detail === undefined ? text : `${text}: ${detail}`;
}

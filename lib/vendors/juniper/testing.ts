import type { Admission, Attempt, NotNow } from "../http/admission";
import type { VendorLimits } from "../http/limits";
import { closing, quickLimits } from "../http/testing/client";
import {
  answer,
  type Recorded,
  type RecordingServer,
  type Reply,
  recordingServer,
} from "../http/testing/recording-server";
import { JuniperClient } from "./client";
import type { JuniperConfig, JuniperIdentity } from "./config";
import type { HeldSecret, JuniperCredentials } from "./credentials";

export const identity: JuniperIdentity = {
  accountIds: ["0100001234", "0100005678"],
  userEmail: "licenses@example.com",
  customerId: "0100001234",
  groupId: "GRP-77",
  sapBpId: "0300009999",
  contactId: "0200005678",
  customerGroupId: "CG-100",
  identifiersIn: "headers",
};

/** Counts nothing but what was asked for; refuses while `notNow` says so. */
export class CountingAdmission implements Admission {
  readonly attempts: Attempt[] = [];
  readonly vendorSaid: (number | undefined)[] = [];
  givenBack = 0;
  notNow: NotNow | undefined;
  beginWithinMs = 5_000;

  async take(attempt: Attempt) {
    if (this.notNow !== undefined) return this.notNow;
    this.attempts.push(attempt);
    const giveBack = async () => {
      this.givenBack += 1;
    };
    return { admitted: true as const, beginWithinMs: this.beginWithinMs, giveBack };
  }

  async tooMany(retryAfterMs: number | undefined) {
    this.vendorSaid.push(retryAfterMs);
  }
}

/** Keeps these secrets, which a test changes, and notes what it is told. */
export class KeptSecrets implements JuniperCredentials {
  held: HeldSecret[];
  readonly told: string[] = [];

  constructor(...held: HeldSecret[]) {
    this.held = held;
  }

  clientSecrets = async () => this.held;
  clientCertificates = async () => [];
  insteadOf = async (refusedId: string, usedId: string) => {
    this.told.push(`${usedId} instead of ${refusedId}`);
  };
  worked = async (id: string) => {
    this.told.push(`${id} worked`);
  };
}

export interface JuniperStandIn {
  juniper: JuniperClient;
  server: RecordingServer;
  admission: CountingAdmission;
  /** What was asked beside tokens. */
  asked(): Recorded[];
  /** The bodies of it, without what is new in each. */
  bodies(): unknown[];
}

export const tokenPath = "/invoke/pub.apigateway.oauth2/getAccessToken";

/** A client against a server that hands out tokens and answers the rest as the test says. */
export async function juniperStandIn(
  reply: Reply,
  {
    config = {},
    limits,
    admission = new CountingAdmission(),
    credentials,
  }: {
    config?: Partial<JuniperConfig>;
    limits?: Partial<VendorLimits>;
    admission?: CountingAdmission;
    credentials?: JuniperCredentials;
  } = {},
): Promise<JuniperStandIn> {
  const server = await recordingServer((request, response) => {
    if (request.url === tokenPath)
      answer(response, { access_token: "access-1", token_type: "Bearer", expires_in: 3600 });
    else reply(request, response);
  });
  const auth = {
    kind: "oauth2",
    tokenUrl: `${server.origin}${tokenPath}`,
    clientId: "client-1",
    clientSecret: "client-secret-1",
    style: "json",
  } as const;
  const settings = { baseUrl: `${server.origin}/jal/1.0`, auth, identity, tls: {}, hourlyLimit: 300 };
  const juniper = closing(
    new JuniperClient({ ...settings, ...config }, admission, { ...quickLimits, ...limits }, credentials),
  );
  const asked = () => server.requests.filter(({ url }) => url !== tokenPath);
  const bodies = () =>
    asked().map(({ text }) => {
      const { transactionId: _id, requestDateTime: _at, ...rest } = JSON.parse(text);
      return rest;
    });
  return { juniper, server, admission, asked, bodies };
}

/** The envelope around a good answer. */
export function good(members: Record<string, unknown>, statusCode = "200") {
  return {
    statusCode,
    status: statusCode === "200" ? "Success" : "Warning",
    message: "done",
    responseDateTime: "2026-11-22T10:00:00.000Z",
    ...members,
  };
}

/** The body of a refusal. */
export function refusal(errorCode = "768", errorMessage = "Serial number or SSRN is not valid") {
  return {
    statusCode: "400",
    status: "Error",
    message: "Request failed",
    fault: [{ errorClass: "Error", errorType: "Validation", errorCode, errorMessage }],
  };
}

export const sampleEntitlement = {
  entitlementId: "ENT-000123",
  activationCode: "A1B2C3D4E5F6G7H8",
  ssrn: "152115129000",
  entitlementType: "Subscription",
  productSku: "S-MX-A1-5",
  productDescription: "MX license",
  customerID: "0100001234",
  groupID: "GRP-77",
  accountId: "0100001234",
  quantity: { total: 10, activated: 3, available: 7 },
  startDate: "2026-01-01",
  endDate: "2026-12-31",
  status: "ACTIVE",
  activations: [
    { activationId: "ACT-9", serialNumber: "JN1234ABC", activatedOn: "2026-02-01T10:00:00.000Z" },
    { activationId: "ACT-8" },
  ],
};

export const sampleActivation = {
  activationId: "ACT-10",
  serialNumber: "jn1234abc",
  ssrn: "152115129000",
  activationCode: "A1B2C3D4E5F6G7H8",
  licenseId: "JUNOS204558",
  licenseKey: "JUNOS204558 aeaqea qmijhd",
  licenseFile: { fileName: "JN1234ABC.lic", contentBase64: "bGljZW5zZQ==" },
  quantity: 1,
  activatedOn: "2026-11-22T10:00:00.000Z",
  startDate: "2026-01-01",
  endDate: "31/12/2026",
  status: "ACTIVE",
};

export const sampleVoucher = {
  voucherId: "VCH-5",
  serialNumber: "JN1234ABC",
  ssrn: "152115129000",
  createdOn: "2026-11-22T10:00:00.000Z",
  expiresOn: "2027-01-31T00:00:00.000Z",
  assertion: "verified",
  pinnedDomainCertSha256: "AB12",
  status: "ISSUED",
  voucherFile: {
    fileName: "JN1234ABC.vcj",
    mediaType: "application/voucher-cms+json",
    contentBase64: "dm91Y2hlcg==",
  },
};

export const sampleRevocation = {
  revocationId: "RVK-2",
  revokeType: "LICENSE",
  serialNumber: "JN1234ABC",
  revokedOn: "2026-11-22T10:00:00.000Z",
  quantityReturned: 1,
  status: "REVOKED",
};

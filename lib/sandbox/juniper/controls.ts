import type {
  ClientCertificate,
  ClientCertificateRequest,
  IdTokenRequest,
  JuniperReport,
  OtherCalls,
  SecretRotation,
} from "../control-contract";
import type { JuniperContext } from "./context";

/** What Juniper and others do about the client, and no call of the API brings about. */
export interface JuniperControls {
  /** @returns the new client secret; the one before is good for a while yet */
  rotateSecret(request: SecretRotation): string;
  /** Somebody else uses up some of the rate. */
  callsByOthers(request: OtherCalls): void;
  issueIdToken(request: IdTokenRequest): Promise<string>;
  /** The first one opens the port for mutual TLS. */
  issueClientCertificate(request: ClientCertificateRequest): Promise<ClientCertificate>;
  /** In PEM: who signs the signer of vouchers. */
  voucherAuthorityPem(): Promise<string>;
  report(): JuniperReport;
}

const ID_TOKEN_LIFE_SECONDS = 3_600;
const CLIENT_CERTIFICATE_DAYS = 365;

/**
 * @param current the rules in force, which a reset replaces
 * @param openMtls lets clients in whose certificates are issued here
 */
export function createJuniperControls(
  current: () => JuniperContext,
  openMtls: () => Promise<void>,
): JuniperControls {
  return {
    rotateSecret: ({ overlapMs }) => current().secrets.rotate(overlapMs),
    callsByOthers({ count, agoMs = 0 }) {
      const { clock, rate } = current();
      rate.count(clock.nowMs() - agoMs, count);
    },
    issueIdToken: ({ lifeSeconds = ID_TOKEN_LIFE_SECONDS }) => current().tokens.issueIdToken(lifeSeconds),
    async issueClientCertificate({ validityDays = CLIENT_CERTIFICATE_DAYS }) {
      await openMtls();
      return await current().pki.issueClientCertificate(validityDays);
    },
    voucherAuthorityPem: async () => (await current().pki.voucherSigner()).authority.toString("pem"),
    report() {
      const { clock, rate, secrets, settings } = current();
      const { hourlyLimit } = settings();
      const nowMs = clock.nowMs();
      return {
        calls: {
          limit: hourlyLimit,
          used: rate.used(nowMs),
          refused: rate.refused(),
          nextAt: isoOrNull(rate.nextAtMs(nowMs, hourlyLimit)),
        },
        secrets: secrets
          .list()
          .map(({ number, goodUntilMs }) => ({ number, goodUntil: isoOrNull(goodUntilMs) })),
      };
    },
  };
}

function isoOrNull(timeMs: number | null): string | null {
  return timeMs === null ? null : new Date(timeMs).toISOString();
}

import { type Admission, countedBy } from "../http/admission";
import type { CertificateSupply } from "../http/certificates";
import type { VendorLimits } from "../http/limits";
import type { Permit } from "../http/permit";
import { processWide } from "../http/process-wide";
import { VendorHttp } from "../http/request";
import type { IssuedToken } from "../http/token";
import { notConnected } from "../http/vendor-error";
import {
  type JuniperAuth,
  type JuniperConfig,
  type JuniperIdentity,
  juniperConfig,
  missingJuniperVariables,
} from "./config";
import {
  environmentCredentials,
  type HeldSecret,
  type JuniperCredentials,
  keptCredentials,
} from "./credentials";
import { classifyJuniper } from "./errors";
import { clientCredentials, juniperSecrets, juniperTokens } from "./token";

/** Every repeat costs a call of the hour's budget. */
const frugal: Partial<VendorLimits> = { readRepeats: 1 };

/**
 * Juniper Direct Connect, with one client. Make one and keep it: it holds connections and the token. Each request is
 * counted by `admission`, signing in too.
 */
export class JuniperClient extends VendorHttp {
  readonly identity: JuniperIdentity;
  readonly #auth: JuniperAuth;

  /** @param credentials those of the environment unless said */
  constructor(
    config: JuniperConfig,
    admission: Admission,
    limits?: Partial<VendorLimits>,
    credentials: JuniperCredentials = environmentCredentials(config),
  ) {
    super({
      vendor: "juniper",
      baseUrl: config.baseUrl,
      classify: classifyJuniper,
      secrets: juniperSecrets(config.auth),
      tokens: juniperTokens(config.auth, credentials),
      certificates: config.auth.kind === "mtls" ? certificatesOf(credentials) : undefined,
      tls: { caFile: config.tls.caFile },
      admission,
      limits: { ...frugal, ...limits },
    });
    this.identity = config.identity;
    this.#auth = config.auth;
  }

  /**
   * Signs in once with a secret that is not in use, counted as a person's change. Its token is for `adoptToken`. Throws
   * VendorError: `denied` when the secret is not accepted. Only for a client with client id and secret.
   */
  async trySecret(permit: Permit, held: HeldSecret): Promise<IssuedToken> {
    if (this.#auth.kind !== "oauth2") throw new TypeError("this client has no client secret");
    return await this.signInWith(
      permit,
      clientCredentials(this.#auth, async () => [held]),
    );
  }
}

function certificatesOf(credentials: JuniperCredentials): CertificateSupply {
  return {
    inOrder: () => credentials.clientCertificates(),
    insteadOf: (refusedId, usedId) => credentials.insteadOf(refusedId, usedId),
    worked: (id) => credentials.worked(id),
  };
}

/** The process's client. Throws VendorError `not_connected`, naming the variables to set. */
export function juniper(): JuniperClient {
  return processWide("juniperClient", () => {
    const config = juniperConfig();
    if (config === undefined) throw notConnected("juniper", missingJuniperVariables());
    return new JuniperClient(config, countedBy("juniper"), undefined, keptCredentials(config));
  });
}

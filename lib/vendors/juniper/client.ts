import { type Admission, countedBy } from "../http/admission";
import type { VendorLimits } from "../http/limits";
import { processWide } from "../http/process-wide";
import { VendorHttp } from "../http/request";
import { notConnected } from "../http/vendor-error";
import { type JuniperConfig, type JuniperIdentity, juniperConfig, missingJuniperVariables } from "./config";
import { classifyJuniper } from "./errors";
import { juniperSecrets, juniperTokens } from "./token";

/** Every repeat costs a call of the hour's budget. */
const frugal: Partial<VendorLimits> = { readRepeats: 1 };

/**
 * Juniper Direct Connect, with one client. Make one and keep it: it holds connections and the token. Each request is
 * counted by `admission`, signing in too.
 */
export class JuniperClient extends VendorHttp {
  readonly identity: JuniperIdentity;

  constructor(config: JuniperConfig, admission: Admission, limits?: Partial<VendorLimits>) {
    super({
      vendor: "juniper",
      baseUrl: config.baseUrl,
      classify: classifyJuniper,
      secrets: juniperSecrets(config.auth),
      tokens: juniperTokens(config.auth),
      tls: config.tls,
      admission,
      limits: { ...frugal, ...limits },
    });
    this.identity = config.identity;
  }
}

/** The process's client. Throws VendorError `not_connected`, naming the variables to set. */
export function juniper(): JuniperClient {
  return processWide("juniperClient", () => {
    const config = juniperConfig();
    if (config === undefined) throw notConnected("juniper", missingJuniperVariables());
    return new JuniperClient(config, countedBy("juniper"));
  });
}

import type { VendorLimits } from "../http/limits";
import { processWide } from "../http/process-wide";
import { VendorHttp } from "../http/request";
import { notConnected } from "../http/vendor-error";
import { missingSectigoVariables, type SectigoConfig, sectigoConfig } from "./config";
import { classifySectigo } from "./errors";
import { sectigoTokens } from "./token";

/** The Sectigo IoT Manager API, with one account. Make one and keep it: it holds connections and the token. */
export class SectigoClient extends VendorHttp {
  readonly upload: SectigoConfig["upload"];

  constructor(config: SectigoConfig, limits?: Partial<VendorLimits>) {
    super({
      vendor: "sectigo",
      baseUrl: config.baseUrl,
      classify: classifySectigo,
      secrets: [config.password],
      tokens: sectigoTokens(config),
      limits,
    });
    this.upload = config.upload;
  }
}

/** The process's client. Throws VendorError `not_connected`, naming the variables to set. */
export function sectigo(): SectigoClient {
  return processWide("sectigoClient", () => {
    const config = sectigoConfig();
    if (config === undefined) throw notConnected("sectigo", missingSectigoVariables());
    return new SectigoClient(config);
  });
}

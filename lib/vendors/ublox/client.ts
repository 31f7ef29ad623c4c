import type { VendorLimits } from "../http/limits";
import { processWide } from "../http/process-wide";
import { VendorHttp } from "../http/request";
import { notConnected } from "../http/vendor-error";
import { missingUbloxVariables, type UbloxConfig, ubloxConfig } from "./config";
import { classifyUblox } from "./errors";
import { ubloxTokens } from "./token";

/** The u-blox Security Services API, with one API key. Make one and keep it: it holds connections and the token. */
export class UbloxClient extends VendorHttp {
  constructor(config: UbloxConfig, limits?: Partial<VendorLimits>) {
    super({
      vendor: "ublox",
      baseUrl: config.baseUrl,
      classify: classifyUblox,
      secrets: [config.apiKey, config.apiSecret],
      tokens: ubloxTokens(config),
      limits,
    });
  }
}

/** The process's client. Throws VendorError `not_connected`, naming the variables to set. */
export function ublox(): UbloxClient {
  return processWide("ubloxClient", () => {
    const config = ubloxConfig();
    if (config === undefined) throw notConnected("ublox", missingUbloxVariables());
    return new UbloxClient(config);
  });
}

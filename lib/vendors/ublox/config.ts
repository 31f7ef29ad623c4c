import { env } from "@/lib/env";

export interface UbloxConfig {
  /** With the version, such as "https://ssapi.services.u-blox.com/v1". */
  baseUrl: string;
  apiKey: string;
  apiSecret: string;
  /** The document says bearer; the vendor's own published script sends the token bare. */
  authScheme: "Bearer" | "raw";
}

const required = ["UBLOX_BASE_URL", "UBLOX_API_KEY", "UBLOX_API_SECRET"] as const;

/** The variables that are not set; empty when the vendor is connected. */
export function missingUbloxVariables(): string[] {
  const settings = env();
  return required.filter((name) => settings[name] === undefined);
}

/** What the environment says, or undefined when the vendor is not connected. */
export function ubloxConfig(): UbloxConfig | undefined {
  const { UBLOX_BASE_URL, UBLOX_API_KEY, UBLOX_API_SECRET, UBLOX_AUTH_SCHEME } = env();
  if (UBLOX_BASE_URL === undefined || UBLOX_API_KEY === undefined || UBLOX_API_SECRET === undefined) {
    return undefined;
  }
  return {
    baseUrl: UBLOX_BASE_URL,
    apiKey: UBLOX_API_KEY,
    apiSecret: UBLOX_API_SECRET,
    authScheme: UBLOX_AUTH_SCHEME,
  };
}

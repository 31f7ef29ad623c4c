import { env } from "@/lib/env";

export interface SectigoConfig {
  /** Host only, such as "https://iot.sectigo.com": the sign-in stands beside the API, not below it. */
  baseUrl: string;
  username: string;
  password: string;
  /** How CSRs are uploaded: as a form field (guide 1.0.0), or as a multipart file (later releases). */
  upload: "urlencoded" | "multipart";
}

const required = ["SECTIGO_BASE_URL", "SECTIGO_USERNAME", "SECTIGO_PASSWORD"] as const;

/** The variables that are not set; empty when the vendor is connected. */
export function missingSectigoVariables(): string[] {
  const settings = env();
  return required.filter((name) => settings[name] === undefined);
}

/** What the environment says, or undefined when the vendor is not connected. */
export function sectigoConfig(): SectigoConfig | undefined {
  const { SECTIGO_BASE_URL, SECTIGO_USERNAME, SECTIGO_PASSWORD, SECTIGO_UPLOAD } = env();
  if (SECTIGO_BASE_URL === undefined || SECTIGO_USERNAME === undefined || SECTIGO_PASSWORD === undefined) {
    return undefined;
  }
  return {
    baseUrl: SECTIGO_BASE_URL,
    username: SECTIGO_USERNAME,
    password: SECTIGO_PASSWORD,
    upload: SECTIGO_UPLOAD,
  };
}

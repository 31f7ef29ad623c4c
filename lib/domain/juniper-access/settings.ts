import "server-only";
import type { z } from "zod";
import {
  type JuniperSettingName,
  juniperSettingNames,
  type juniperSettings,
} from "@/lib/contract/juniper-access";
import { env } from "@/lib/env";
import { juniperNeeds } from "@/lib/env/rules";
import { variableOf } from "@/lib/env/variables";
import { missingJuniperVariables } from "@/lib/vendors/juniper/config";

/** Secrets are told to nobody; where files of the server lie, helps nobody but an intruder. */
const isHidden = (name: JuniperSettingName) => variableOf(name).secret === true || name.endsWith("_FILE");

/** What the connection to Juniper is configured with: everything but secrets. Calls no vendor. */
export function readJuniperSettings(): z.input<typeof juniperSettings> {
  const values = env();
  const needed: readonly string[] = juniperNeeds(values.JUNIPER_AUTH);
  return {
    auth: values.JUNIPER_AUTH,
    isConnected: missingJuniperVariables().length === 0,
    settings: juniperSettingNames.map((name) => {
      const { about, fallback } = variableOf(name);
      const value = textOf(values[name]);
      return {
        name,
        about: sentence(about),
        isSet: value !== null,
        value: isHidden(name) ? null : value,
        isFallback: fallback !== undefined && value === fallback,
        isNeeded: needed.includes(name),
      };
    }),
  };
}

/** Without the mechanism that it belongs to: only the settings of the chosen one are of interest. */
function sentence(about: string): string {
  const text = about.replace(/^(oauth2|oidc|mtls): /, "");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function textOf(value: string | number | readonly string[] | undefined): string | null {
  if (value === undefined) return null;
  return typeof value === "object" ? value.join(", ") : String(value);
}

import { isLoopback } from "./formats";
import { exampleOf, type Problem, type RawValues } from "./read";
import { isKnownSample } from "./samples";
import { type VariableName, variableNames, variableOf } from "./variables";

/** Settings that only make sense together. */
interface Group {
  /** What they are for. */
  purpose: string;
  needs: VariableName[];
  /** Any of these shows that somebody wants it; the needed ones unless said. */
  sign?: VariableName[];
}

const groups: Group[] = [
  { purpose: "the first administrator", needs: ["ADMIN_EMAIL", "ADMIN_PASSWORD"] },
  {
    purpose: "single sign-on",
    needs: ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "OIDC_ROLE_MAP"],
  },
  { purpose: "u-blox", needs: ["UBLOX_BASE_URL", "UBLOX_API_KEY", "UBLOX_API_SECRET"] },
  { purpose: "Sectigo", needs: ["SECTIGO_BASE_URL", "SECTIGO_USERNAME", "SECTIGO_PASSWORD"] },
];

/** Juniper's settings: those that every connection needs, and those of each way to prove who we are. */
const juniper = {
  always: [
    "JUNIPER_BASE_URL",
    "JUNIPER_ACCOUNT_IDS",
    "JUNIPER_USER_EMAIL",
    "JUNIPER_CUSTOMER_ID",
    "JUNIPER_GROUP_ID",
  ],
  byAuth: {
    oauth2: ["JUNIPER_TOKEN_URL", "JUNIPER_CLIENT_ID", "JUNIPER_CLIENT_SECRET"],
    oidc: ["JUNIPER_ID_TOKEN_FILE"],
    mtls: ["JUNIPER_CLIENT_CERT_FILE", "JUNIPER_CLIENT_KEY_FILE"],
  },
} as const;

/** The settings that a way to prove who we are to Juniper needs; of an unknown way, those that all ways need. */
export function juniperNeeds(auth: string): VariableName[] {
  const own = Object.entries(juniper.byAuth).find(([name]) => name === auth)?.[1] ?? [];
  return [...juniper.always, ...own];
}

const vendorAddresses: VariableName[] = [
  "UBLOX_BASE_URL",
  "SECTIGO_BASE_URL",
  "JUNIPER_BASE_URL",
  "JUNIPER_TOKEN_URL",
];
const vendorSecrets: VariableName[] = [
  "UBLOX_API_KEY",
  "UBLOX_API_SECRET",
  "SECTIGO_PASSWORD",
  "JUNIPER_CLIENT_SECRET",
];

/** Rules over several settings at once, or over a setting and where the console runs. */
export function crossRules(raw: RawValues, production: boolean): Problem[] {
  const sandbox = raw.SANDBOX === "on";
  return [
    ...requiredProblems(raw, production),
    ...groupProblems(raw),
    ...(sandbox ? mixedVendorProblems(raw) : []),
    ...(production ? [...sampleProblems(raw, sandbox), ...plainHttpProblems(raw)] : []),
  ];
}

function problem(variable: VariableName, text: string): Problem {
  return { variable, problem: text, example: exampleOf(variable) };
}

function requiredProblems(raw: RawValues, production: boolean): Problem[] {
  return variableNames
    .filter((name) => {
      const { required } = variableOf(name);
      return (
        raw[name] === undefined && (required === "always" || (production && required === "in production"))
      );
    })
    .map((name) => problem(name, "is required"));
}

/** A group set in part is a mistake, not a wish to leave it out: each missing member is named. */
function groupProblems(raw: RawValues): Problem[] {
  return [...groups, juniperGroup(raw)].flatMap(({ purpose, needs, sign = needs }) => {
    const present = sign.filter((name) => raw[name] !== undefined);
    if (present.length === 0) return [];
    return needs
      .filter((name) => raw[name] === undefined)
      .map((name) => problem(name, `is missing: ${present.join(", ")} set up ${purpose} only in part`));
  });
}

/** Whatever is said about Juniper shows that it is to be connected, but for settings that have a fallback. */
function juniperGroup(raw: RawValues): Group {
  const auth = raw.JUNIPER_AUTH ?? variableOf("JUNIPER_AUTH").fallback ?? "";
  return {
    purpose: `Juniper with JUNIPER_AUTH=${Object.hasOwn(juniper.byAuth, auth) ? auth : "…"}`,
    needs: juniperNeeds(auth),
    sign: variableNames.filter(
      (name) =>
        name.startsWith("JUNIPER_") && (name === "JUNIPER_AUTH" || variableOf(name).fallback === undefined),
    ),
  };
}

/** Simulated and real vendors side by side would let a rehearsal change something real. */
function mixedVendorProblems(raw: RawValues): Problem[] {
  return vendorAddresses
    .filter((name) => raw[name] !== undefined && !isLoopback(raw[name]))
    .map((name) => problem(name, "is set while SANDBOX=on simulates every vendor; unset one of the two"));
}

/** The sandbox's own vendor credentials pass while the sandbox is what they open. */
function sampleProblems(raw: RawValues, sandbox: boolean): Problem[] {
  return variableNames
    .filter((name) => variableOf(name).secret && !(sandbox && vendorSecrets.includes(name)))
    .filter((name) => raw[name] !== undefined && isKnownSample(raw[name]))
    .map((name) => problem(name, "is a published sample; production needs one of your own"));
}

function plainHttpProblems(raw: RawValues): Problem[] {
  const addresses: VariableName[] = ["APP_URL", "OIDC_ISSUER", ...vendorAddresses];
  return addresses
    .filter((name) => raw[name] !== undefined && /^http:/i.test(raw[name]) && !isLoopback(raw[name]))
    .map((name) => problem(name, "must be https in production"));
}

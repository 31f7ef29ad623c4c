import { type GeneratorOrder, generatorOrder } from "@/lib/contract/batches";
import type { CertificateProfile, Generator, ProfileParameter } from "@/lib/contract/certificate-profiles";
import { previewCommonNames } from "./common-names";
import { matchPublished } from "./published-pattern";

/** Longest common name (RFC 5280 appendix A.1, ub-common-name). */
export const commonNameCharactersMax = 64;

/** `path` names the field, such as `generatorParameters.startValue`. Never holds a value. */
export interface Finding {
  path: string;
  message: string;
}

/** What the vendor has published for the certificate profile an order is for. */
export interface PublishedRules {
  profile: CertificateProfile;
  generators: readonly Generator[];
  profileParameters: readonly ProfileParameter[];
}

export interface OrderFindings {
  /** Reasons not to send the order. */
  errors: Finding[];
  /** Worth knowing before the order is sent. */
  warnings: Finding[];
  /** Values whose published form cannot be checked here; the vendor will. */
  unchecked: Finding[];
}

/**
 * Checks an order by the contract's shape and by every rule the vendor has published for it: generator, required
 * values, choices, patterns, balance. The form and the server call the same function, so that they never disagree.
 */
export function checkOrder(order: GeneratorOrder, rules: PublishedRules): OrderFindings {
  const findings: OrderFindings = { errors: [], warnings: [], unchecked: [] };
  const shape = generatorOrder.safeParse(order);
  for (const { path, message } of shape.error?.issues ?? [])
    findings.errors.push({ path: path.join("."), message });
  checkProfile(order, rules.profile, findings);
  const generator = rules.generators.find(({ generatorId }) => generatorId === order.generatorId);
  if (generator === undefined) {
    findings.errors.push({
      path: "generatorId",
      message: "This certificate profile does not have this generator.",
    });
  } else {
    checkValues("generatorParameters", order.generatorParameters, generator.parameters, findings);
    checkCommonNames(order, generator, findings);
  }
  checkValues("profileParameters", order.profileParameters, rules.profileParameters, findings);
  return findings;
}

/** The order without the values that were left blank: an optional one is left out, not sent empty. */
export function withoutBlanks(order: GeneratorOrder): GeneratorOrder {
  const given = (values: Record<string, string>) =>
    Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ""));
  return {
    ...order,
    generatorParameters: given(order.generatorParameters),
    profileParameters: given(order.profileParameters),
  };
}

/** What stands against ordering this many certificates under a profile. Paths: certificateProfileId and `sizePath`. */
export function checkProfileAllows(
  profile: CertificateProfile,
  size: number,
  sizePath: string,
): Pick<OrderFindings, "errors" | "warnings"> {
  const errors: Finding[] = [];
  const warnings: Finding[] = [];
  if (!profile.enabled) {
    errors.push({ path: "certificateProfileId", message: "This certificate profile is disabled." });
  }
  if (profile.balance > 0 && size > profile.balance) {
    const [balance, needed] = [profile.balance, size].map((count) => count.toLocaleString("en"));
    errors.push({ path: sizePath, message: `The balance is ${balance}, and this batch needs ${needed}.` });
  }
  // Profiles that are not metered report 0 too, as the one in the vendor's own guide does.
  if (profile.balance <= 0) {
    warnings.push({
      path: "certificateProfileId",
      message: "The balance is 0. If this certificate profile is metered, the vendor will refuse the order.",
    });
  }
  return { errors, warnings };
}

function checkProfile(
  order: GeneratorOrder,
  profile: CertificateProfile,
  { errors, warnings }: OrderFindings,
): void {
  const found = checkProfileAllows(profile, order.batchSize, "batchSize");
  errors.push(...found.errors);
  warnings.push(...found.warnings);
}

type Parameter = Generator["parameters"][number] | ProfileParameter;

function checkValues(
  group: "generatorParameters" | "profileParameters",
  values: Readonly<Record<string, string>>,
  parameters: readonly Parameter[],
  { errors, unchecked }: OrderFindings,
): void {
  const published = new Set(parameters.map(({ name }) => name));
  for (const name of Object.keys(values)) {
    if (!published.has(name))
      errors.push({ path: `${group}.${name}`, message: "The vendor does not know this parameter." });
  }
  for (const parameter of parameters) {
    const path = `${group}.${parameter.name}`;
    const value = Object.hasOwn(values, parameter.name) ? values[parameter.name] : undefined;
    const { verdict, message } = verdictOf(parameter, value ?? "");
    if (verdict === "error") errors.push({ path, message });
    if (verdict === "unchecked") unchecked.push({ path, message });
  }
}

function verdictOf(
  parameter: Parameter,
  value: string,
): { verdict: "sound" | "error" | "unchecked"; message: string } {
  const { label, required, pattern, message } = parameter;
  if (value === "") {
    return required
      ? { verdict: "error", message: `${label} is required.` }
      : { verdict: "sound", message: "" };
  }
  const choices = "choices" in parameter ? parameter.choices : null;
  if (choices !== null && !choices.includes(value)) {
    return { verdict: "error", message: message || `Choose one of ${choices.join(", ")}.` };
  }
  switch (pattern === null ? "matches" : matchPublished(pattern, value)) {
    case "matches":
      return { verdict: "sound", message: "" };
    case "differs":
      return { verdict: "error", message: message || `${label} must have the form ${pattern}.` };
    case "unchecked":
      return { verdict: "unchecked", message: "Not checked here. The vendor will check it." };
  }
}

/** A name that is too long for a certificate would be found out only after the order was paid for. */
function checkCommonNames(order: GeneratorOrder, generator: Generator, { errors }: OrderFindings): void {
  const names = previewCommonNames(generator, order.generatorParameters, order.batchSize);
  const last = names?.last.at(-1) ?? names?.first.at(-1) ?? "";
  if (last.length <= commonNameCharactersMax) return;
  errors.push({
    path: "generatorParameters.startValue",
    message: `The last common name would have ${last.length} digits; a certificate allows ${commonNameCharactersMax}.`,
  });
}

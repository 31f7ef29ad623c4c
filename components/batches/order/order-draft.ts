import type { GeneratorOrder } from "@/lib/contract/batches";
import type { Generator, ProfileParameter } from "@/lib/contract/certificate-profiles";
import type { PublishedRules } from "@/lib/domain/certificate-batches/order-rules";

export type Parameter = Generator["parameters"][number] | ProfileParameter;
export type ParameterGroup = "generatorParameters" | "profileParameters";

/** What was typed so far. Only that: what the vendor proposes stays in its own rules until it is changed. */
export interface OrderDraft {
  /** Undefined while the first one will do. */
  generatorId: number | undefined;
  generatorParameters: Readonly<Record<string, string>>;
  profileParameters: Readonly<Record<string, string>>;
  batchName: string;
  batchSize: number | null;
}

export const emptyDraft: OrderDraft = {
  generatorId: undefined,
  generatorParameters: {},
  profileParameters: {},
  batchName: "",
  batchSize: null,
};

/** The generator in force: the one chosen if the profile has it, else its first. */
export function generatorOf(draft: OrderDraft, generators: readonly Generator[]): Generator | undefined {
  return generators.find(({ generatorId }) => generatorId === draft.generatorId) ?? generators[0];
}

/** A parameter's value: what was typed, else what the vendor proposes. */
export function currentValue(
  { name, defaultValue }: Parameter,
  typed: Readonly<Record<string, string>>,
): string {
  return (Object.hasOwn(typed, name) ? typed[name] : undefined) ?? defaultValue ?? "";
}

/**
 * The draft as an order: a value for each parameter that is published for this profile, and no other, so that what was
 * typed for a profile or generator before does no harm. Parts that are missing become values the rules refuse.
 */
export function orderOf(draft: OrderDraft, rules: PublishedRules): GeneratorOrder {
  const generator = generatorOf(draft, rules.generators);
  const valuesOf = (parameters: readonly Parameter[], typed: Readonly<Record<string, string>>) =>
    Object.fromEntries(parameters.map((parameter) => [parameter.name, currentValue(parameter, typed)]));
  return {
    certificateProfileId: rules.profile.certificateProfileId,
    generatorId: generator?.generatorId ?? 0,
    batchName: draft.batchName.trim(),
    batchSize: draft.batchSize ?? 0,
    generatorParameters: valuesOf(generator?.parameters ?? [], draft.generatorParameters),
    profileParameters: valuesOf(rules.profileParameters, draft.profileParameters),
  };
}

/** The first message for each field. The server may say "body." in front of what it read there. */
export function messagesByPath(
  errors: readonly { path: string; message: string }[],
): ReadonlyMap<string, string> {
  const messages = new Map<string, string>();
  for (const { path, message } of errors) {
    const field = path.replace(/^body\./, "");
    if (!messages.has(field)) messages.set(field, message);
  }
  return messages;
}

/** Secrets that are left empty although the vendor allows it. */
export function emptySecrets(order: GeneratorOrder, parameters: readonly ProfileParameter[]): string[] {
  return parameters
    .filter(({ name, secret }) => secret && order.profileParameters[name] === "")
    .map(({ label }) => `${label} is empty: the key files may come without protection.`);
}

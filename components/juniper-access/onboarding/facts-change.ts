import { z } from "zod";
import { type Onboarding, onboardingChange } from "@/lib/contract/juniper-access";

/** An empty field means that nothing was agreed; otherwise the contract's own checks hold. */
const orNothing = <Schema extends z.ZodType<string | null, string | null>>(schema: Schema) =>
  z
    .string()
    .transform((text) => (text.trim() === "" ? null : text))
    .pipe(schema);

const { customerSourceIdentifier, unreachableAlias, secretAlias } = onboardingChange.shape;

/** The form of what was agreed. */
export const factsForm = z.object({
  customerSourceIdentifier: orNothing(customerSourceIdentifier.unwrap()),
  unreachableAlias: orNothing(unreachableAlias.unwrap()),
  secretAlias: orNothing(secretAlias.unwrap()),
});
export type FactsInput = z.input<typeof factsForm>;
type FactsOutput = z.output<typeof factsForm>;

/** The form as it opens. */
export const factsAsTyped = (onboarding: FactsOutput): FactsInput => ({
  customerSourceIdentifier: onboarding.customerSourceIdentifier ?? "",
  unreachableAlias: onboarding.unreachableAlias ?? "",
  secretAlias: onboarding.secretAlias ?? "",
});

/** Only what differs is sent, so that two people who write down different things do not undo each other. */
export function factsChange(before: Pick<Onboarding, keyof FactsOutput>, after: FactsOutput) {
  return Object.fromEntries(
    (["customerSourceIdentifier", "unreachableAlias", "secretAlias"] as const)
      .filter((name) => before[name] !== after[name])
      .map((name) => [name, after[name]]),
  );
}

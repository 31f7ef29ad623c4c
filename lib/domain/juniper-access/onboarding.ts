import "server-only";
import { eq, inArray, sql } from "drizzle-orm";
import type { z } from "zod";
import { onboardingFacts, onboardingSteps } from "@/drizzle/schema/juniper";
import {
  onboardingFacts as factOfStep,
  type OnboardingStep,
  type onboarding,
  type onboardingChange,
  onboardingSteps as stepsInOrder,
} from "@/lib/contract/juniper-access";
import { Refusal } from "@/lib/contract/problem";
import { type Database, db, type Transaction } from "@/lib/db/connection";
import type { RecordsPermit } from "@/lib/operations/records-permit";

type Onboarding = z.input<typeof onboarding>;
type Change = z.output<typeof onboardingChange>;
type Fact = (typeof factOfStep)[keyof typeof factOfStep];

/** Who acts in each step (seed, "Client OAuth2.0-based Onboarding Process"). */
const whose: Record<OnboardingStep, Onboarding["steps"][number]["whose"]> = {
  terms: "customer",
  firewall: "both",
  credentials: "juniper",
  profile: "juniper",
  apis: "juniper",
  endpoints: "juniper",
  validated: "customer",
  sourceIdentifier: "both",
  unreachableAlias: "customer",
  secretAlias: "customer",
};

/** Whose steps are done while a value is written down. */
const factsBySteps: ReadonlyMap<string, Fact> = new Map(Object.entries(factOfStep));

/** How far the onboarding has come, and what was agreed. It calls no vendor, and is there before one is connected. */
export async function readOnboarding(database: Database | Transaction = db()): Promise<Onboarding> {
  const [steps, facts] = [
    await database.select().from(onboardingSteps),
    await database.select().from(onboardingFacts),
  ];
  const factNamed = (name: Fact) => facts.find((fact) => fact.name === name);
  const doneOf = (step: OnboardingStep) => {
    const fact = factsBySteps.get(step);
    if (fact !== undefined) {
      const noted = factNamed(fact);
      return { doneAt: noted?.notedAt, doneBy: noted?.notedBy };
    }
    return steps.find((row) => row.step === step);
  };
  return {
    steps: stepsInOrder.map((step) => {
      const done = doneOf(step);
      return {
        step,
        whose: whose[step],
        doneAt: done?.doneAt?.toISOString() ?? null,
        doneBy: done?.doneBy ?? null,
      };
    }),
    customerSourceIdentifier: factNamed("customerSourceIdentifier")?.value ?? null,
    unreachableAlias: factNamed("unreachableAlias")?.value ?? null,
    secretAlias: factNamed("secretAlias")?.value ?? null,
  };
}

/**
 * Writes down steps that were done or are open again, and what was agreed; what is left out stays as it is. A step that
 * is done already keeps who did it first and when. The steps that record a value are done while it is written down.
 * @param by who writes it down, as in the audit history
 * @throws Refusal `invalid_input` when a step that records a value is to be marked without it
 */
export async function updateOnboarding(
  { tx }: RecordsPermit,
  by: string,
  { steps = {}, ...facts }: Change,
): Promise<Onboarding> {
  const asked = stepsInOrder.filter((step) => steps[step] !== undefined);
  refuseMarksWithoutValue(asked);
  const done = asked.filter((step) => steps[step] === true);
  const open = asked.filter((step) => steps[step] === false);
  if (open.length > 0) await tx.delete(onboardingSteps).where(inArray(onboardingSteps.step, open));
  if (done.length > 0) {
    await tx
      .insert(onboardingSteps)
      .values(done.map((step) => ({ step, doneBy: by })))
      .onConflictDoNothing();
  }
  for (const name of factsBySteps.values()) {
    const value = facts[name];
    if (value !== undefined) await writeFact(tx, name, value, by);
  }
  return await readOnboarding(tx);
}

function refuseMarksWithoutValue(asked: readonly OnboardingStep[]): void {
  const wrong = asked.filter((step) => factsBySteps.has(step));
  if (wrong.length === 0) return;
  throw new Refusal("invalid_input", {
    detail: "Some of these steps are done by writing down what was agreed, and are open while nothing is.",
    next: "Send the value itself, or null to take it back. Nothing was changed.",
    errors: wrong.map((step) => ({
      path: `steps.${step}`,
      message: `Write down ${factsBySteps.get(step)} instead.`,
    })),
  });
}

async function writeFact(tx: Transaction, name: Fact, value: string | null, by: string): Promise<void> {
  if (value === null) {
    await tx.delete(onboardingFacts).where(eq(onboardingFacts.name, name));
    return;
  }
  await tx
    .insert(onboardingFacts)
    .values({ name, value, notedBy: by })
    .onConflictDoUpdate({
      target: onboardingFacts.name,
      set: { value, notedBy: by, notedAt: sql`now()` },
      // Whoever writes the same again has agreed on nothing new.
      setWhere: sql`${onboardingFacts.value} <> excluded.value`,
    });
}

import "server-only";
import { RateLimiterDrizzle, RateLimiterRes } from "rate-limiter-flexible";
import { signInAttempts } from "@/drizzle/schema/people";
import { db } from "@/lib/db/connection";

/**
 * Failed sign-ins are counted per account together with the address they come from, so that a stranger cannot lock
 * a person out, and per address alone, so that one password cannot be tried on many accounts.
 */
const limits = {
  account: { points: 8, durationSeconds: 15 * 60 },
  address: { points: 60, durationSeconds: 15 * 60 },
} as const;

type Kind = keyof typeof limits;
const holder = globalThis as { munimentLimiters?: Record<Kind, RateLimiterDrizzle> };

function limiters(): Record<Kind, RateLimiterDrizzle> {
  holder.munimentLimiters ??= { account: limiter("account"), address: limiter("address") };
  return holder.munimentLimiters;
}

function limiter(kind: Kind): RateLimiterDrizzle {
  return new RateLimiterDrizzle({
    storeClient: db(),
    schema: signInAttempts,
    points: limits[kind].points,
    duration: limits[kind].durationSeconds,
    keyPrefix: `sign-in-${kind}`,
  });
}

interface Attempt {
  email: string;
  address: string | null;
}

const keysOf = ({ email, address }: Attempt): [Kind, string][] => [
  ["account", `${email.toLowerCase().slice(0, 320)}|${address ?? "-"}`],
  ["address", address ?? "-"],
];

/** Whether this many have failed already that the next one is not even tried. */
export async function isThrottled(attempt: Attempt): Promise<boolean> {
  const states = await Promise.all(keysOf(attempt).map(([kind, key]) => limiters()[kind].get(key)));
  return states.some((state) => state !== null && state.remainingPoints <= 0 && state.msBeforeNext > 0);
}

export async function countFailure(attempt: Attempt): Promise<void> {
  for (const [kind, key] of keysOf(attempt)) {
    try {
      await limiters()[kind].consume(key);
    } catch (error) {
      // Used up is what counting is for; anything else is trouble.
      if (!(error instanceof RateLimiterRes)) throw error;
    }
  }
}

export async function forgetFailures(attempt: Attempt): Promise<void> {
  const [[kind, key]] = keysOf(attempt) as [[Kind, string], [Kind, string]];
  await limiters()[kind].delete(key);
}

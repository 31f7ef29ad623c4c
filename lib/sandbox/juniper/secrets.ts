import { juniperCredentials } from "../credentials";
import type { SandboxClock } from "../kit/clock";

interface HandedOut {
  readonly secret: string;
  /** Null for the one in force. */
  goodUntilMs: number | null;
}

/** The client secrets that Juniper handed out: it rotates them once a year [seed]. */
export interface ClientSecrets {
  accepts(clientId: string, secret: string): boolean;
  /** Hands out another one; those before are taken for at most so long. @returns the new one */
  rotate(overlapMs: number): string;
  list(): readonly { number: number; goodUntilMs: number | null }[];
}

export function createClientSecrets(clock: SandboxClock): ClientSecrets {
  const secrets: HandedOut[] = [{ secret: juniperCredentials.clientSecret, goodUntilMs: null }];
  return {
    accepts: (clientId, secret) =>
      clientId === juniperCredentials.clientId &&
      secrets.some(
        (known) =>
          known.secret === secret && (known.goodUntilMs === null || clock.nowMs() < known.goodUntilMs),
      ),
    rotate(overlapMs) {
      const endMs = clock.nowMs() + overlapMs;
      for (const known of secrets) known.goodUntilMs = Math.min(known.goodUntilMs ?? endMs, endMs);
      const secret = `SANDBOX-JUNIPER-SECRET-${secrets.length + 1}-NOT-REAL`;
      secrets.push({ secret, goodUntilMs: null });
      return secret;
    },
    list: () => secrets.map(({ goodUntilMs }, index) => ({ number: index + 1, goodUntilMs })),
  };
}

import { decodeJwt } from "jose";
import { z } from "zod";
import type { CallSpec } from "./call-spec";
import { VendorError } from "./vendor-error";

/** A token as it comes: only what an HTTP header can carry. */
export const tokenText = z
  .string()
  .max(16_384)
  .regex(/^[\x21-\x7e]+$/);

/** A vendor's access token and what keeps it alive. Never leaves the vendor rooms. */
export interface IssuedToken {
  value: string;
  /** Our clock. */
  issuedAtMs: number;
  /** Our clock: the vendor's clock may differ, so only the token's life span is taken from it. */
  expiresAtMs: number;
  /** Whom the token speaks for (JWT `sub`), where it can be read. */
  subject?: string;
  refreshToken?: string;
  /** Our clock: when the refresh token was handed out. */
  refreshIssuedAtMs?: number;
  /** The credentials it was handed out for, where there are several: what their keeper calls them, and their secrets. */
  madeWith?: { id: string; secrets: readonly string[] };
}

/** Sends one unauthenticated call, once, under the sign-in's own deadline. */
export type SignInSend = <T>(spec: CallSpec<T>) => Promise<T>;

/** How a vendor hands out tokens. */
export interface TokenSupply {
  signIn(send: SignInSend): Promise<IssuedToken>;
  /** A new token by means of the old one; undefined when the vendor offers no such thing now. */
  refresh?(send: SignInSend, current: IssuedToken): Promise<IssuedToken | undefined>;
  /** The Authorization header's value. */
  authorization(token: string): string;
  /**
   * Of tokens that somebody else keeps: whether another one lies there now. Such a token that the vendor rejected is
   * worth another try only when it was replaced meanwhile.
   */
  isOutdated?(current: IssuedToken): boolean;
  /** Credentials that were turned down are not tried again for so long; 30 s unless said. */
  refusedForMs?: number;
  /** Whether there are other credentials now than those that were turned down last: they are tried at once. */
  areOthersThere?(): Promise<boolean>;
  /** A call succeeded with a token of these credentials. Told once for each token; again when it fails. */
  worked?(id: string): Promise<void>;
  /** A token is replaced this long before it expires, a short-lived one in the last fifth of its life. */
  refreshBeforeMs: number;
}

/**
 * Reads life span and subject of a JWT without verifying it: it is the vendor's to verify, we only plan by it.
 * `assumedLifeMs` where it does not say, or not sensibly.
 */
export function describeToken(
  value: string,
  nowMs: number,
  assumedLifeMs: number,
): Pick<IssuedToken, "value" | "issuedAtMs" | "expiresAtMs" | "subject"> {
  let claims: { exp?: unknown; iat?: unknown; sub?: unknown } = {};
  try {
    claims = decodeJwt(value);
  } catch {
    // An opaque token is as good.
  }
  const { exp, iat, sub } = claims;
  const saidMs = typeof exp === "number" && typeof iat === "number" ? (exp - iat) * 1_000 : 0;
  return {
    value,
    issuedAtMs: nowMs,
    expiresAtMs: nowMs + (saidMs > 0 ? saidMs : assumedLifeMs),
    subject: typeof sub === "string" ? sub : undefined,
  };
}

/** Wrong credentials are not tried again for so long: vendors lock accounts after repeated failures. */
const refusedSignInMs = 30_000;
/** After a vendor rejected a token it had just issued, no other one is fetched for so long. */
const distrustMs = 30_000;
/** After a failed renewal the token that is still good is used on, and renewal tried again after so long. */
const renewalPauseMs = 10_000;

function isRefusal(error: unknown): error is VendorError {
  return error instanceof VendorError && (error.kind === "denied" || error.kind === "refused");
}

/**
 * The one token of one set of credentials: fetched by the first who needs it while all others wait for the same
 * answer, replaced before it expires, replaced once when the vendor rejects it.
 */
export class TokenCache {
  readonly #supply: TokenSupply;
  #current: IssuedToken | undefined;
  #flight: Promise<IssuedToken> | undefined;
  #refusal: { error: VendorError; untilMs: number } | undefined;
  /** The last token the vendor did not accept. */
  #rejected: string | undefined;
  /** The last token whose credentials were told to work. */
  #told: string | undefined;
  #distrustUntilMs = 0;
  #renewNotBeforeMs = 0;

  constructor(supply: TokenSupply) {
    this.#supply = supply;
  }

  /** Age of the token in use, for people; never the token. */
  get age(): { issuedAt: Date; expiresAt: Date } | undefined {
    if (this.#current === undefined) return undefined;
    return { issuedAt: new Date(this.#current.issuedAtMs), expiresAt: new Date(this.#current.expiresAtMs) };
  }

  /** Values that must not appear in any text. */
  get secrets(): string[] {
    const { value, refreshToken, madeWith } = this.#current ?? {};
    return [value, refreshToken, ...(madeWith?.secrets ?? [])].filter((secret) => secret !== undefined);
  }

  authorization(token: string): string {
    return this.#supply.authorization(token);
  }

  /** A token that is good for at least a moment. Throws the sign-in's VendorError. */
  async get(requestId: string, send: SignInSend): Promise<string> {
    const current = this.#current;
    const now = Date.now();
    if (current !== undefined && this.#supply.isOutdated?.(current) !== true) {
      const fresh = now < this.#dueMs(current);
      const resting = now < current.expiresAtMs && now < this.#renewNotBeforeMs;
      if (fresh || resting) return current.value;
    }
    return await this.#fetch(requestId, () => this.#renew(send, current));
  }

  /**
   * Another token after the vendor rejected this one: the one that somebody fetched meanwhile, or a new one.
   * Undefined when the vendor lately rejected a brand-new token too, so that fetching more would be a loop.
   */
  async replace(rejected: string, requestId: string, send: SignInSend): Promise<string | undefined> {
    if (this.#current !== undefined && this.#current.value !== rejected) return this.#current.value;
    if (Date.now() < this.#distrustUntilMs) return undefined;
    this.#current = undefined;
    this.#rejected = rejected;
    const other = await this.#fetch(requestId, () => this.#supply.signIn(send));
    return other === rejected && this.#supply.isOutdated !== undefined ? undefined : other;
  }

  /** Uses a token that was fetched elsewhere. */
  use(token: IssuedToken): void {
    this.#current = token;
    this.#refusal = undefined;
    this.#renewNotBeforeMs = 0;
  }

  /** A call with this token succeeded. */
  worked(token: string): void {
    const { value, madeWith } = this.#current ?? {};
    if (value !== token || madeWith === undefined || this.#told === token) return;
    this.#told = token;
    void this.#supply.worked?.(madeWith.id).catch(() => {
      if (this.#told === token) this.#told = undefined;
    });
  }

  /** The vendor rejected a token that `replace` had just brought. */
  distrust(): void {
    this.#distrustUntilMs = Date.now() + distrustMs;
  }

  #dueMs({ issuedAtMs, expiresAtMs }: IssuedToken): number {
    return expiresAtMs - Math.min(this.#supply.refreshBeforeMs, (expiresAtMs - issuedAtMs) / 5);
  }

  async #fetch(requestId: string, obtain: () => Promise<IssuedToken>): Promise<string> {
    const refusal = this.#refusal;
    const now = Date.now();
    if (refusal !== undefined && now < refusal.untilMs && !(await this.#supply.areOthersThere?.())) {
      throw refusal.error.forRequest(requestId, refusal.untilMs - now);
    }
    this.#flight ??= this.#land(obtain);
    try {
      return (await this.#flight).value;
    } catch (error) {
      throw error instanceof VendorError ? error.forRequest(requestId) : error;
    }
  }

  async #land(obtain: () => Promise<IssuedToken>): Promise<IssuedToken> {
    try {
      this.#current = await obtain();
      this.#refusal = undefined;
      return this.#current;
    } catch (error) {
      if (isRefusal(error)) {
        this.#refusal = { error, untilMs: Date.now() + (this.#supply.refusedForMs ?? refusedSignInMs) };
      }
      throw error;
    } finally {
      this.#flight = undefined;
    }
  }

  async #renew(send: SignInSend, old: IssuedToken | undefined): Promise<IssuedToken> {
    try {
      return (await this.#refreshed(send, old)) ?? (await this.#supply.signIn(send));
    } catch (error) {
      const serves = old !== undefined && Date.now() < old.expiresAtMs && old.value !== this.#rejected;
      if (!serves) throw error;
      // Credentials that were turned down are not tried again while the old token serves.
      this.#renewNotBeforeMs = isRefusal(error) ? old.expiresAtMs : Date.now() + renewalPauseMs;
      return old;
    }
  }

  /** Undefined when there is nothing to refresh with, it failed, or the new token speaks for somebody else. */
  async #refreshed(send: SignInSend, old: IssuedToken | undefined): Promise<IssuedToken | undefined> {
    if (old === undefined || Date.now() >= old.expiresAtMs) return undefined;
    try {
      const renewed = await this.#supply.refresh?.(send, old);
      return renewed?.subject === old.subject ? renewed : undefined;
    } catch (error) {
      if (error instanceof VendorError) return undefined;
      throw error;
    }
  }
}

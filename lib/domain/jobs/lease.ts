import "server-only";
import { sql } from "drizzle-orm";
import { jobChunks } from "@/drizzle/schema/jobs";
import { db } from "@/lib/db/connection";
import { logger } from "@/lib/log";
import type { Claim } from "./claim";
import { leaseMarginMs, leaseMs, leaseRenewalMs } from "./limits";
import { fromNow } from "./record";

type Leased = Pick<Claim, "job" | "ordinal" | "fence" | "claimedAtMs">;

interface Held extends Leased {
  /** Until when, on this process's monotonic clock. */
  untilMs: number;
}

/**
 * The leases of one holder. They are renewed together while calls are on their way; a process that was stopped or cut
 * off finds by its own clock, which runs on while it sleeps, that it may not begin a call any more.
 */
export class Leases {
  readonly holder: string;
  readonly #renewalMs: number;
  readonly #held = new Map<string, Held>();
  #timer: NodeJS.Timeout | undefined;
  /** One at a time: on a slow database they would pile up, and an old one end after a new one. */
  #renewing: Promise<void> | undefined;

  constructor(holder: string, renewalMs = leaseRenewalMs) {
    this.holder = holder;
    this.#renewalMs = renewalMs;
  }

  /** Keeps the lease of a claim while `work` runs. */
  async during<T>(claim: Leased, work: (mayBegin: () => boolean) => Promise<T>): Promise<T> {
    const held: Held = { ...claim, untilMs: claim.claimedAtMs + leaseMs };
    this.#held.set(nameOf(claim), held);
    this.#timer ??= setInterval(() => {
      this.#renewing ??= this.#renew().finally(() => {
        this.#renewing = undefined;
      });
    }, this.#renewalMs).unref();
    try {
      return await work(() => performance.now() < held.untilMs - leaseMarginMs);
    } finally {
      this.#held.delete(nameOf(claim));
      if (this.#held.size === 0) {
        clearInterval(this.#timer);
        this.#timer = undefined;
        // One that is under way would give a lease to what nobody works on any more.
        await this.#renewing;
      }
    }
  }

  async #renew(): Promise<void> {
    const renewedAtMs = performance.now();
    const all = [...this.#held.values()];
    try {
      // Only those that are worked on: what a broken driver has left behind is to run out. One that has run out may
      // have been claimed by somebody else already, and is not taken back.
      const renewed = await db().execute<Pick<Leased, "job" | "ordinal" | "fence">>(sql`
        update ${jobChunks} as chunk set leased_until = ${fromNow(leaseMs)}
        from unnest(${sql.param(all.map(({ job }) => job))}::int8[],
          ${sql.param(all.map(({ ordinal }) => ordinal))}::int[],
          ${sql.param(all.map(({ fence }) => fence))}::int[]) as held (job, ordinal, fence)
        where chunk.job = held.job and chunk.ordinal = held.ordinal and chunk.fence = held.fence
          and chunk.state = 'sent' and chunk.leased_until > now()
        returning chunk.job, chunk.ordinal, chunk.fence`);
      for (const chunk of renewed) {
        const held = this.#held.get(nameOf(chunk));
        if (held !== undefined) held.untilMs = renewedAtMs + leaseMs;
      }
    } catch (error) {
      logger().warn({ error, holder: this.holder }, "leases could not be renewed");
    }
  }
}

function nameOf({ job, ordinal, fence }: Pick<Leased, "job" | "ordinal" | "fence">): string {
  return `${job}/${ordinal}/${fence}`;
}

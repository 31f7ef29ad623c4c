import type { z } from "zod";
import type { ConsoleEvent } from "@/lib/contract/events";
import type { Notice } from "@/lib/contract/notices";
import type { Reading } from "@/lib/vendors/http/permit";
import type { PaceStep } from "./pace";

// What a capability says of a vendor's slow thing. The engine does the rest: claims, pace, back-off, who is told.

/** How a watch ended: the thing came to its end, stayed as it is for too long, or the vendor does not know it any more. */
export type WatchEnd = "over" | "given_up" | "gone";

/** One thing under watch, as far as it is known. */
export interface Watched<Seen> {
  /** The vendor's identifier of it. */
  subjectId: string;
  /** Null before the first look, and for what an earlier release has written. */
  seen: Seen | null;
  seenAt: Date | null;
  createdAt: Date;
}

/** What the vendor said, by subject. What is not in it was not asked about. */
export type Looked<Seen> = ReadonlyMap<string, Seen | "gone">;

/** The rules of a kind: pure, and enough for whoever meets such a thing on another way. */
export interface WatchRules<Seen> {
  /** Its name in our records. */
  kind: string;
  /** What is kept of a look, read back with this. */
  seen: z.ZodType<Seen>;
  /** Things of one group can be asked about together, so they are looked at at the same moments. */
  groupOf(seen: Seen | null): string;
  /** When the thing itself began, as far as the vendor says: an old one is not looked at as often as a new one. */
  beganAt(seen: Seen): Date | null;
  /** What is known after a look that may have shown less than one before. */
  merge(before: Seen | null, now: Seen): Seen;
  /** Whether pages should be told. */
  isNews(before: Seen, now: Seen): boolean;
  /** Whether it has come to its end, good or bad. */
  isOver(seen: Seen): boolean;
  /** From fast to slow. */
  pace: readonly PaceStep[];
  /** So long after a watch began, a thing that has not come to its end needs a person. */
  givesUpAfterMs: number;
  /** What the person who waits for it is told. */
  told(
    subjectId: string,
    seen: Seen | null,
    end: WatchEnd,
  ): Pick<Notice, "kind" | "title" | "words" | "href">;
  /** What open pages are told. */
  event(subjectId: string): ConsoleEvent;
}

/** A kind of thing that is looked at. */
export interface WatchKind<Seen> extends WatchRules<Seen> {
  /**
   * Asks the vendor about things of one group in as few calls as it takes, and gives what each call has shown as soon
   * as it is there, be it nothing: the things are this process's for one call at a time. @throws VendorError
   */
  look(reading: Reading, watched: readonly Watched<Seen>[]): AsyncIterable<Looked<Seen>>;
}

// biome-ignore lint/suspicious/noExplicitAny: a kind's functions take its own shape, so only `any` admits them all.
export type AnyWatchKind = WatchKind<any>;

import { HOUR_MS } from "../kit/clock";

/** Juniper's count of one client's calls: exact, over the sliding hour that ends now. */
export class RateControl {
  /** Ascending; those older than an hour fall out. */
  private times: number[] = [];
  private refusedCount = 0;

  /** Calls that count in the hour before `nowMs`; one that was made exactly an hour ago no longer does. */
  used(nowMs: number): number {
    this.forget(nowMs);
    return this.times.length;
  }

  /** Calls refused for their rate so far. */
  refused(): number {
    return this.refusedCount;
  }

  /** When a call will be carried out again; null: at once. */
  nextAtMs(nowMs: number, limit: number): number | null {
    this.forget(nowMs);
    if (this.times.length < limit) return null;
    return (this.times.at(-limit) ?? nowMs) + HOUR_MS;
  }

  /** Counts a call and says whether it is carried out. */
  admit(nowMs: number, { limit, rejectedCount }: { limit: number; rejectedCount: boolean }): boolean {
    const admitted = this.used(nowMs) < limit;
    if (!admitted) this.refusedCount += 1;
    if (admitted || rejectedCount) this.count(nowMs, 1);
    return admitted;
  }

  /** Counts calls that are not asked about. */
  count(atMs: number, calls: number): void {
    const later = this.times.findIndex((time) => time > atMs);
    const position = later === -1 ? this.times.length : later;
    this.times.splice(position, 0, ...Array.from({ length: calls }, () => atMs));
  }

  private forget(nowMs: number): void {
    const kept = this.times.findIndex((time) => time > nowMs - HOUR_MS);
    this.times = kept === -1 ? [] : this.times.slice(kept);
  }
}

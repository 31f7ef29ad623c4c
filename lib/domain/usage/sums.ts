import type { DeviceUsage, UsageCount } from "@/lib/contract/usage";

/** Sums by two keys: by day and name, or by device and name. */
export class Sums {
  readonly #byKey = new Map<string, Map<string, number>>();

  /** Nothing is counted by zero; a sum stops at the largest number that is told exactly. */
  add(key: string, name: string, count: number): void {
    if (count === 0) return;
    const names = this.#byKey.get(key) ?? new Map<string, number>();
    if (names.size === 0) this.#byKey.set(key, names);
    names.set(name, Math.min((names.get(name) ?? 0) + count, Number.MAX_SAFE_INTEGER));
  }

  /** Everything that another one holds, under one key. */
  addAll(key: string, counts: ReadonlyMap<string, number>): void {
    for (const [name, count] of counts) this.add(key, name, count);
  }

  get keys(): string[] {
    return [...this.#byKey.keys()];
  }

  get size(): number {
    return this.#byKey.size;
  }

  of(key: string): ReadonlyMap<string, number> {
    return this.#byKey.get(key) ?? new Map();
  }

  total(key: string): number {
    let total = 0;
    for (const count of this.of(key).values()) total += count;
    return total;
  }
}

/** The names that are counted, the most used first. */
export function namesByUse(sums: Sums): string[] {
  const totals = new Sums();
  for (const key of sums.keys) totals.addAll("", sums.of(key));
  return [...totals.of("")]
    .sort(([left, most], [right, more]) => more - most || (left < right ? -1 : 1))
    .map(([name]) => name);
}

/** One after the other by day, then by use. An empty day: the vendor did not say which. */
export function countsByDay(sums: Sums, names: readonly string[]): UsageCount[] {
  return sums.keys.sort().flatMap((day) => countsOf(sums.of(day), names, day === "" ? null : day));
}

/** The devices that used most, most first. */
export function topDevices(sums: Sums, names: readonly string[], most: number): Omit<DeviceUsage, "raw">[] {
  return sums.keys
    .map((rotPublicUid) => ({ rotPublicUid, total: sums.total(rotPublicUid) }))
    .sort((left, right) => right.total - left.total || (left.rotPublicUid < right.rotPublicUid ? -1 : 1))
    .slice(0, most)
    .map(({ rotPublicUid }) => ({ rotPublicUid, counts: countsOf(sums.of(rotPublicUid), names, null) }));
}

function countsOf(
  counts: ReadonlyMap<string, number>,
  names: readonly string[],
  day: string | null,
): UsageCount[] {
  return names.flatMap((name) => {
    const count = counts.get(name);
    return count === undefined ? [] : [{ name, day, count }];
  });
}

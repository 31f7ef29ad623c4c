import { Refusal } from "@/lib/contract/problem";

/** What is wrong with one of several devices. */
export interface Fault {
  rotPublicUid: string;
  why: string;
}

const namedMax = 3;

/** Refuses an act because of the devices that it is about, naming the first of them. Nothing was sent. */
export function refusedFor(faults: readonly Fault[], next: string): Refusal {
  const named = faults.slice(0, namedMax).map(({ rotPublicUid, why }) => `${rotPublicUid}: ${why}`);
  const more = faults.length - named.length;
  const others = more === 0 ? [] : [`So it is with ${more} more.`];
  return new Refusal("conflict", { detail: [...named, ...others].join(" "), next });
}

/** What tells one event from another, whoever tells of it. */
export interface Trace {
  rotPublicUid: string | null;
  /** The kind of thing that happened; the vendor's words for it differ between its hooks and its own memory. */
  kind: string;
  atMs: number;
}

const secondMs = 1_000;
const minuteMs = 60_000;

/** The vendor writes some of its times by the minute. */
const isByTheMinute = ({ atMs }: Trace) => atMs % minuteMs === 0;
const second = ({ atMs }: Trace) => Math.floor(atMs / secondMs);

const bucketOf = ({ rotPublicUid, kind, atMs }: Trace) =>
  `${rotPublicUid} ${kind} ${Math.floor(atMs / minuteMs)}`;

/**
 * The events of the vendor's memory that no hook brought: without those that are about the same device, the same kind of
 * thing and the same second, or the same minute where one of the two is told by the minute. Each event of a hook stands
 * for one of the vendor's memory. Both lists have to hold whole minutes.
 */
export function notBrought<Event extends Trace>(
  remembered: readonly Event[],
  brought: readonly Trace[],
): Event[] {
  const buckets = Map.groupBy(brought, bucketOf);
  const isBrought = (event: Event, isSame: (trace: Trace) => boolean) => {
    const bucket = buckets.get(bucketOf(event)) ?? [];
    const place = bucket.findIndex(isSame);
    if (place === -1) return false;
    bucket.splice(place, 1);
    return true;
  };
  // To the second first, so that an event told by the minute does not take the place of another's twin.
  return remembered
    .filter((event) => !isBrought(event, (trace) => second(trace) === second(event)))
    .filter((event) => !isBrought(event, (trace) => isByTheMinute(trace) || isByTheMinute(event)));
}

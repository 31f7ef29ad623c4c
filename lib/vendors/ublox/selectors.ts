/** By RoT UID, or all that carry one of some tags. */
export type NamedDevices = { rotPublicUids: readonly string[] } | { tagNames: readonly string[] };

/** What the vendor's calls choose devices by, each call by some of these. */
export type Selector =
  | NamedDevices
  | { deviceSerialNumbers: readonly string[] }
  | { deviceProfileUid: string };

function named(names: readonly string[]): readonly string[] {
  if (names.length === 0) throw new RangeError("a selection names at least one thing");
  return names;
}

/**
 * The members of a request body that choose devices. Throws RangeError when a list is empty: the document does not say
 * what a call that chooses nothing would be about, and it might be everything.
 */
export function selectorBody(selector: Selector): Record<string, string | readonly string[]> {
  if ("rotPublicUids" in selector) return { ROTPublicUIDs: named(selector.rotPublicUids) };
  if ("tagNames" in selector) return { TagNames: named(selector.tagNames) };
  if ("deviceProfileUid" in selector) return { DeviceProfileUID: selector.deviceProfileUid };
  return { DeviceSerialNumbers: named(selector.deviceSerialNumbers) };
}

/** The vendor does not page some of its answers, so the question is cut instead. */
const uidsPerCall = 100;

/**
 * Asks a question whose answer is not paged: for a hundred UIDs at a time when it is about UIDs, else as it is. About no
 * UID, nothing is asked.
 */
export async function askInPortions<Asked extends Selector, Item>(
  selector: Asked,
  ask: (portion: Asked | { rotPublicUids: readonly string[] }) => Promise<Item[]>,
): Promise<Item[]> {
  if (!("rotPublicUids" in selector)) return await ask(selector);
  const { rotPublicUids } = selector;
  const items: Item[] = [];
  for (let start = 0; start < rotPublicUids.length; start += uidsPerCall) {
    items.push(...(await ask({ rotPublicUids: rotPublicUids.slice(start, start + uidsPerCall) })));
  }
  return items;
}

import type { ListQuestion } from "./one-question";

/** A device's page in the console. */
export const devicePage = (rotPublicUid: string) => `/devices/${encodeURIComponent(rotPublicUid)}`;

/** The same as an address to hand on; in the browser only. */
export const deviceLink = (rotPublicUid: string) =>
  new URL(devicePage(rotPublicUid), window.location.origin).href;

/** The page that provisions some devices by name, or whatever a question finds. */
export function provisionPage(targets: { ids: readonly string[] } | { question: ListQuestion }): string {
  if ("ids" in targets) return `/devices/provision?${new URLSearchParams({ uids: targets.ids.join(",") })}`;
  const { tag, deviceProfileUid, filter } = targets.question;
  if (tag !== null) return `/devices/provision?${new URLSearchParams({ tag })}`;
  if (deviceProfileUid !== null) return `/devices/provision?${new URLSearchParams({ deviceProfileUid })}`;
  return `/devices/provision?${new URLSearchParams({ filter: filter ?? "ALL" })}`;
}

/** The devices that carry a tag. */
export const devicesWithTag = (tagName: string) => `/devices?tag=${encodeURIComponent(tagName)}`;

/** The devices of a device profile. */
export const devicesOfProfile = (deviceProfileUid: string) =>
  `/devices?deviceProfileUid=${encodeURIComponent(deviceProfileUid)}`;

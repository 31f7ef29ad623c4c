/** A device's page in the console. */
export const devicePage = (rotPublicUid: string) => `/devices/${encodeURIComponent(rotPublicUid)}`;

/** The same as an address to hand on; in the browser only. */
export const deviceLink = (rotPublicUid: string) =>
  new URL(devicePage(rotPublicUid), window.location.origin).href;

/** The devices that carry a tag. */
export const devicesWithTag = (tagName: string) => `/devices?tag=${encodeURIComponent(tagName)}`;

/** The devices of a device profile. */
export const devicesOfProfile = (deviceProfileUid: string) =>
  `/devices?deviceProfileUid=${encodeURIComponent(deviceProfileUid)}`;

/** A device profile's page; its UID is case-sensitive. */
export const profilePage = (deviceProfileUid: string) =>
  `/device-profiles/${encodeURIComponent(deviceProfileUid)}`;

/** The devices of a device profile. */
export const devicesOfProfile = (deviceProfileUid: string) =>
  `/devices?deviceProfileUid=${encodeURIComponent(deviceProfileUid)}`;

/** Where the devices of a profile that have bootstrapped are provisioned. */
export const provisionDevices = (deviceProfileUid: string) =>
  `/devices/provision?deviceProfileUid=${encodeURIComponent(deviceProfileUid)}`;

export const devicePage = (rotPublicUid: string) => `/devices/${rotPublicUid}`;
export const profilesWithTag = (tagName: string) => `/device-profiles?tag=${encodeURIComponent(tagName)}`;

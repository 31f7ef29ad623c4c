"use client";

import { type AllPages, useAllPages } from "@/lib/browser/all-pages";
import { useRead, useWrite } from "@/lib/browser/queries";
import { deviceEvents } from "@/lib/contract/device-events";
import { type DeviceProfile, deviceProfiles } from "@/lib/contract/device-profiles";
import { devices } from "@/lib/contract/devices";
import { provisioning } from "@/lib/contract/provisioning";
import { type RootCa, rootCas } from "@/lib/contract/root-cas";
import { type Tag, tags } from "@/lib/contract/tags";

/** A device with what is wanted of it and what it has confirmed. */
export const useDevice = (rotPublicUid: string) =>
  useRead(devices.get, { params: { deviceId: rotPublicUid }, query: { by: "rotPublicUid" } });

/** The newest sign of life in a device's activity; null where none is known, or none can be had just now. */
export function useLastActivity(rotPublicUid: string): string | null {
  const read = useRead(deviceEvents.activity, { params: { deviceId: rotPublicUid } });
  const times = (read.data?.value.items ?? []).flatMap(({ at }) => (at === null ? [] : Date.parse(at)));
  return times.length === 0 ? null : new Date(Math.max(...times)).toISOString();
}

const changesDevices = { invalidates: [devices.get, devices.list, provisioning.get] };

export const useSetProvisioning = () => useWrite(provisioning.set, changesDevices);
export const useDeleteProvisioning = () => useWrite(provisioning.delete, changesDevices);

export const useBootstrap = (deviceProfileUid: string) =>
  useRead(deviceProfiles.getBootstrap, { params: { deviceProfileUid } });

/** What a device profile is called; its UID while that is not known. */
export const useProfileName = (deviceProfileUid: string): string =>
  useRead(deviceProfiles.get, { params: { deviceProfileUid } }).data?.value.profileName ?? deviceProfileUid;

const changesBootstrap = { invalidates: [deviceProfiles.getBootstrap] };

export const useSetBootstrap = () => useWrite(deviceProfiles.setBootstrap, changesBootstrap);
export const useDeleteBootstrap = () => useWrite(deviceProfiles.deleteBootstrap, changesBootstrap);

const byName = (left: string, right: string) => left.localeCompare(right, "en");

/** All root CAs, to choose from. */
export const useAllRootCas = () => useAllPages(rootCas.list, { select: inOrder });
const inOrder = ({ items }: AllPages<RootCa>) =>
  items.toSorted((left, right) => byName(left.caName, right.caName));

/** The names of all tags, to choose from. */
export const useAllTags = () => useAllPages(tags.list, { select: namesOf });
const namesOf = ({ items }: AllPages<Tag>) => items.map(({ tagName }) => tagName).sort(byName);

/** All device profiles, to choose from: by name, with the UID behind it. */
export const useAllProfiles = () => useAllPages(deviceProfiles.list, { select: choicesOf });
const choicesOf = ({ items }: AllPages<DeviceProfile>) =>
  items
    .map(({ deviceProfileUid, profileName }) =>
      profileName
        ? { value: deviceProfileUid, label: profileName, description: deviceProfileUid }
        : { value: deviceProfileUid, label: deviceProfileUid },
    )
    .sort((left, right) => byName(left.label, right.label));

/** How many devices a question finds now, as the vendor counts them. */
export const useDeviceCount = (
  question:
    | { tag?: string; deviceProfileUid?: string; filter?: "ALL" | "WHITELISTED" | "BLACKLISTED" }
    | undefined,
) => useRead(devices.list, { query: { ...question, page: 1 } }, { enabled: question !== undefined });

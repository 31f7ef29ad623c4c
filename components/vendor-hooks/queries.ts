"use client";

import { usePollFallback } from "@/lib/browser/events";
import { useRead, useWrite } from "@/lib/browser/queries";
import { deviceEvents } from "@/lib/contract/device-events";
import { vendorHooks } from "@/lib/contract/vendor-hooks";

/** Receivers are told of with each event; refused calls are not. */
const everyMs = { told: 15_000, untold: 5_000 };

export const useReceivers = (paused: boolean) => {
  const intervalMs = usePollFallback(everyMs.untold, everyMs.told);
  return useRead(vendorHooks.receivers, {}, { paused, pollEveryMs: () => intervalMs });
};

export const receiversEveryMs = everyMs.told;

const hooksEveryMs = 60_000;
export const useVendorHooks = (paused: boolean) =>
  useRead(vendorHooks.list, {}, { paused, pollEveryMs: () => hooksEveryMs });

// What the events page says of its memory depends on the receivers.
const changesReceivers = { invalidates: [vendorHooks.receivers, vendorHooks.list, deviceEvents.list] };

export const useConnect = () => useWrite(vendorHooks.connect, changesReceivers);
export const useMakeToken = () => useWrite(vendorHooks.makeToken, changesReceivers);
export const useCreateHook = () => useWrite(vendorHooks.create, { invalidates: [vendorHooks.list] });
export const useChangeAuthorization = () => useWrite(vendorHooks.update, { invalidates: [vendorHooks.list] });
export const useDeleteHook = () => useWrite(vendorHooks.delete, changesReceivers);

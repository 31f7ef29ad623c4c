"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { Device } from "@/lib/contract/devices";
import type { ProfileNames } from "../profile-names";

/** The device in view, read once by the frame of its page for all tabs. */
export interface ShownDevice {
  /** Undefined while it is on its way, or cannot be read. */
  read: { device: Device; asOf: Date } | undefined;
  /** Nothing is known, and asking has failed. */
  failed: boolean;
  names: ProfileNames;
}

const DeviceContext = createContext<ShownDevice | undefined>(undefined);

export function DeviceProvider({ shown, children }: { shown: ShownDevice; children: ReactNode }) {
  return <DeviceContext value={shown}>{children}</DeviceContext>;
}

/** The device of the page. */
export function useShownDevice(): ShownDevice {
  const shown = useContext(DeviceContext);
  if (shown === undefined) throw new Error("This is shown outside of a device's page.");
  return shown;
}

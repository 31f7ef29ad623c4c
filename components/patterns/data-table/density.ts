"use client";

import { useLocalPreference } from "@/components/ui/use-local-preference";

export const densities = ["compact", "normal", "roomy"] as const;
export type Density = (typeof densities)[number];

/** Row heights: 36, 40 and 48 px. */
export const densityClass: Record<Density, string> = {
  compact: "[--row:2.25rem]",
  normal: "[--row:2.5rem]",
  roomy: "[--row:3rem]",
};

/** One density for all tables of this person in this browser. */
export function useDensity() {
  return useLocalPreference("muniment:density", densities, "normal");
}

import type { VendorName } from "./connections";

/** What people call the vendors' systems. */
export const vendorLabels: Record<VendorName, string> = {
  ublox: "u-blox Security Services",
  sectigo: "Sectigo IoT Manager",
};

import type { VendorName } from "./connections";

/** What people call the vendors' systems. */
export const vendorLabels: Record<VendorName, string> = {
  ublox: "u-blox Security Services",
  sectigo: "Sectigo IoT Manager",
  juniper: "Juniper Direct Connect",
};

/** The same in a sentence. */
export const vendorShortNames: Record<VendorName, string> = {
  ublox: "u-blox",
  sectigo: "Sectigo",
  juniper: "Juniper",
};

import { simulatedVendor } from "@/lib/contract/sandbox";
import { vendorLabels } from "@/lib/contract/vendor-labels";

export const vendorItems = simulatedVendor.options.map((value) => ({ value, label: vendorLabels[value] }));

export const vendorWord = (vendor: keyof typeof vendorLabels) => vendorLabels[vendor];

import { vendorLabels } from "@/lib/contract/vendor-labels";

export const vendorItems = Object.entries(vendorLabels).map(([value, label]) => ({ value, label }));

export const vendorWord = (vendor: keyof typeof vendorLabels) => vendorLabels[vendor];

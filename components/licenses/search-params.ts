import { filterOneOf, filterText } from "@/components/patterns/table-state/filter-parsers";
import { tableParsers } from "@/components/patterns/table-state/table-parsers";
import { licenseSorts, licenseStanding } from "@/lib/contract/licenses";

/** Days to choose from, as they stand in the address. */
export const endsWithin = ["30", "60", "90", "180", "365"] as const;

/** The API's own names, so that other pages can link here: `/activations?serialNumber=JN1234ABCDEF`. */
export const licenseSearch = tableParsers({
  sortable: licenseSorts,
  defaultSort: { id: "activatedAt", desc: true },
  filters: {
    search: filterText(128),
    standing: filterOneOf(licenseStanding.options),
    endsWithinDays: filterOneOf(endsWithin),
    serialNumber: filterText(64),
    entitlementId: filterText(128),
    customerId: filterText(64),
    groupId: filterText(64),
  },
});

/** Of one device. */
export const deviceLicenseSearch = tableParsers({ filters: {} });

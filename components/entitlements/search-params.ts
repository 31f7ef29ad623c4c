import { filterOneOf, filterText } from "@/components/patterns/table-state/filter-parsers";
import { tableParsers } from "@/components/patterns/table-state/table-parsers";
import { entitlementSorts, entitlementStanding } from "@/lib/contract/entitlements";

/** Days to choose from, as they stand in the address. */
export const endsWithin = ["30", "60", "90", "180", "365"] as const;
/** How many are wanted of it. */
export const freeSteps = ["1", "5", "10", "50", "100"] as const;

/** The API's own names, so that other pages can link here: `/entitlements?standing=expiring`. */
export const entitlementSearch = tableParsers({
  sortable: entitlementSorts,
  defaultSort: { id: "endsAt", desc: false },
  filters: {
    search: filterText(128),
    type: filterText(64),
    standing: filterOneOf(entitlementStanding.options),
    endsWithinDays: filterOneOf(endsWithin),
    freeAtLeast: filterOneOf(freeSteps),
    accountId: filterText(64),
    customerId: filterText(64),
    groupId: filterText(64),
  },
});

/** Of one entitlement. */
export const activationSearch = tableParsers({ filters: {} });
export const voucherSearch = tableParsers({ filters: {} });

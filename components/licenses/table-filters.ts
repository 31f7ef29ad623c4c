import type { Filter } from "@/components/patterns/filter-bar/types";
import { licenseStandingLooks } from "@/components/patterns/license-standing";
import { licenseStanding } from "@/lib/contract/licenses";
import { endsWithin } from "./search-params";

/** The filters of the list. */
export const licenseFilterBar: readonly Filter[] = [
  {
    key: "standing",
    label: "Standing",
    kind: "select",
    promoted: true,
    options: licenseStanding.options.map((value) => ({ value, label: licenseStandingLooks[value].word })),
  },
  {
    key: "endsWithinDays",
    label: "Ends within",
    kind: "select",
    promoted: true,
    options: endsWithin.map((value) => ({ value, label: `${value} days` })),
  },
  { key: "serialNumber", label: "Serial number", kind: "text", mono: true, placeholder: "JN1234ABCDEF" },
  { key: "entitlementId", label: "Entitlement", kind: "text", mono: true },
  { key: "customerId", label: "Customer", kind: "text", mono: true, placeholder: "0100001234" },
  { key: "groupId", label: "Group", kind: "text", mono: true, placeholder: "GRP-77" },
];

import type { Filter } from "@/components/patterns/filter-bar/types";
import { entitlementStanding } from "@/lib/contract/entitlements";
import { endsWithin, freeSteps } from "./search-params";
import { standingLooks, typeWord } from "./words";

const asOption = (value: string) => ({ value, label: value });

/**
 * The filters of the list.
 * @param answer what the group has, of which types and accounts are chosen
 */
export function filterBarOf(answer: { types: string[]; accountIds: string[] } | undefined): Filter[] {
  return [
    {
      key: "standing",
      label: "Standing",
      kind: "select",
      promoted: true,
      options: entitlementStanding.options.map((value) => ({ value, label: standingLooks[value].word })),
    },
    {
      key: "type",
      label: "Type",
      kind: "select",
      promoted: true,
      options: (answer?.types ?? []).map((value) => ({ value, label: typeWord(value) })),
    },
    {
      key: "endsWithinDays",
      label: "Ends within",
      kind: "select",
      promoted: true,
      options: endsWithin.map((value) => ({ value, label: `${value} days` })),
    },
    {
      key: "freeAtLeast",
      label: "Free",
      kind: "select",
      options: freeSteps.map((value) => ({ value, label: `at least ${value}` })),
    },
    { key: "accountId", label: "Account", kind: "select", options: (answer?.accountIds ?? []).map(asOption) },
    { key: "customerId", label: "Customer", kind: "text", mono: true, placeholder: "0100001234" },
    { key: "groupId", label: "Group", kind: "text", mono: true, placeholder: "GRP-77" },
  ];
}

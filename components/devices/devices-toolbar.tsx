"use client";

import { FilterBar } from "@/components/patterns/filter-bar/filter-bar";
import type { Filter } from "@/components/patterns/filter-bar/types";
import type { TableState } from "@/components/patterns/table-state/use-table-state";
import { FindDevice } from "./find-device";
import { type ListQuestion, replacing } from "./one-question";
import type { ProfileNames } from "./profile-names";
import { useAllTags } from "./queries";
import type { deviceSearch } from "./search-params";

const listOptions = [
  { value: "ALL", label: "All devices" },
  { value: "WHITELISTED", label: "Whitelisted" },
  { value: "BLACKLISTED", label: "Blacklisted" },
];

const labels: Record<keyof ListQuestion, string> = {
  filter: "List",
  deviceProfileUid: "Profile",
  tag: "Tag",
};

function filtersWith(names: ProfileNames, tagNames: readonly string[]): Filter[] {
  return [
    { key: "filter", label: labels.filter, kind: "select", promoted: true, options: listOptions },
    {
      key: "deviceProfileUid",
      label: labels.deviceProfileUid,
      kind: "select",
      options: [...names].map(([value, label]) => ({ value, label })),
    },
    {
      key: "tag",
      label: labels.tag,
      kind: "select",
      options: tagNames.map((name) => ({ value: name, label: name })),
    },
  ];
}

/** What was asked beside the one question that is answered, in words. */
function leftOutWords(leftOut: readonly (keyof ListQuestion)[]): string {
  const named = leftOut.map((key) => labels[key]).join(" and ");
  return leftOut.length === 0 ? "" : ` Of this link, ${named} was left out.`;
}

interface Props {
  table: TableState<string, (typeof deviceSearch)["filters"]>;
  question: ListQuestion;
  leftOut: readonly (keyof ListQuestion)[];
  names: ProfileNames;
}

/** The way to one device, and the one question that the list answers. */
export function DevicesToolbar({ table, question, leftOut, names }: Props) {
  const allTags = useAllTags();
  return (
    <FindDevice>
      <div className="min-w-0 flex-1">
        <FilterBar
          filters={filtersWith(names, allTags.data?.items ?? [])}
          values={{ ...question }}
          onChange={(changes) => table.setFilters(replacing(changes))}
          onClear={table.clearFilters}
          dropped={table.dropped}
        />
        {table.filtered && (
          <p className="mt-2 text-12 text-muted">
            u-blox answers one question at a time: a list, a profile or a tag. Choosing one clears the others.
            {leftOutWords(leftOut)}
          </p>
        )}
      </div>
    </FindDevice>
  );
}

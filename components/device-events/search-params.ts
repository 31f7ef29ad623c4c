import { createParser } from "nuqs/server";
import { filterDateRange, filterOneOf, filterText } from "@/components/patterns/table-state/filter-parsers";
import { tableParsers } from "@/components/patterns/table-state/table-parsers";
import { eventTypeLabels } from "@/lib/contract/event-labels";
import { rotPublicUid } from "@/lib/contract/identifiers";

const types = eventTypeLabels.map(({ type }) => type);

/** A RoT UID; whatever is none is no filter. */
function filterDevice() {
  return createParser<string>({
    parse: (typed) => rotPublicUid.safeParse(typed).data ?? null,
    serialize: (uid) => uid,
  });
}

export const eventSearch = tableParsers({
  filters: {
    type: filterOneOf(types),
    device: filterDevice(),
    tag: filterText(255),
    time: filterDateRange(),
    source: filterOneOf(["hook", "vendor"]),
  },
});

/** On a device's page the device is no filter. */
export const deviceEventSearch = tableParsers({
  filters: { type: filterOneOf(types), time: filterDateRange(), source: filterOneOf(["hook", "vendor"]) },
});

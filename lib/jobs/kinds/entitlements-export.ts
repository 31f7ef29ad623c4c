import { z } from "zod";
import type { JobInput } from "@/lib/contract/job-kinds";
import { type KnownEntitlement, type KnownGroup, readGroup } from "@/lib/domain/entitlements/group";
import { matching } from "@/lib/domain/entitlements/list";
import { standingOf } from "@/lib/domain/entitlements/standing";
import type { FileKind } from "@/lib/domain/jobs/kind";
import type { Reading } from "@/lib/vendors/http/permit";
import { juniper } from "@/lib/vendors/juniper/client";
import { formatFact } from "./paged-export";

type Filters = JobInput<"entitlements.export">["filters"];

const entitlementsPerPage = 1_000;

const cursor = z.object({ after: z.string() });

/** The entitlements of a group, in the order of their ids. No activation code is in it, nor the end of one. */
export const entitlementsExport: FileKind<"entitlements.export"> = {
  kind: "entitlements.export",
  makes: "file",
  unit: { one: "entitlement", many: "entitlements" },
  fileStem: "entitlements",
  contents: "The entitlements as Juniper listed them at the time in each row.",
  columns: [
    "entitlementId",
    "ssrn",
    "type",
    "productSku",
    "productDescription",
    "customerId",
    "groupId",
    "accountId",
    "quantityTotal",
    "quantityActivated",
    "quantityAvailable",
    "startsAt",
    "endsAt",
    "standing",
    "status",
    "serialNumbers",
    "listedAt",
    "listComplete",
  ],

  title: (_input, targets) => `Export ${targets}`,
  facts: ({ filters, format }) => [...filterFacts(filters), formatFact(format)],

  async measure(reading, { filters }) {
    const { found } = await find(reading, filters);
    return { rows: found.length, pages: Math.max(1, Math.ceil(found.length / entitlementsPerPage)) };
  },

  async page(reading, { filters }, from) {
    const after = from === null ? undefined : cursor.parse(from).after;
    const { group, found, now } = await find(reading, filters);
    const start = after === undefined ? 0 : found.findIndex(({ entitlementId }) => entitlementId > after);
    const page = start === -1 ? [] : found.slice(start, start + entitlementsPerPage);
    const last = page.at(-1);
    return {
      items: page.map((one) => rowOf(one, group, now)),
      next: last === undefined || last === found.at(-1) ? null : { after: last.entitlementId },
      total: found.length,
    };
  },
};

async function find(reading: Reading, filters: Filters) {
  const now = new Date();
  const group = await readGroup(reading, juniper(), filters);
  const found = matching(group, filters, now).sort((one, other) =>
    one.entitlementId < other.entitlementId ? -1 : 1,
  );
  return { group, found, now };
}

function rowOf(known: KnownEntitlement, { answeredAt, complete }: KnownGroup, now: Date) {
  const {
    sealedCode: _code,
    activationCodeMasked: _masked,
    raw: _raw,
    quantity,
    activations,
    ...shown
  } = known;
  return {
    ...shown,
    quantityTotal: quantity.total,
    quantityActivated: quantity.activated,
    quantityAvailable: quantity.available,
    standing: standingOf(known, now),
    serialNumbers: activations.map(({ serialNumber }) => serialNumber),
    listedAt: answeredAt.toISOString(),
    listComplete: complete,
  };
}

const labels: Record<keyof Filters, string> = {
  customerId: "Customer",
  groupId: "Group",
  type: "Type",
  standing: "Standing",
  accountId: "Account",
  endsWithinDays: "Ends within days",
  freeAtLeast: "Free, at least",
  search: "Search",
};

function filterFacts(filters: Filters): { label: string; value: string }[] {
  return Object.entries(labels).flatMap(([name, label]) => {
    const value = filters[name as keyof Filters];
    return value === undefined ? [] : [{ label, value: String(value) }];
  });
}

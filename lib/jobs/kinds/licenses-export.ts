import type { JobInput } from "@/lib/contract/job-kinds";
import type { License } from "@/lib/contract/licenses";
import type { FileKind } from "@/lib/domain/jobs/kind";
import { filtered, readLicenses } from "@/lib/domain/licenses/list";
import type { Reading } from "@/lib/vendors/http/permit";
import { juniper } from "@/lib/vendors/juniper/client";
import { formatFact } from "./paged-export";

type Input = JobInput<"licenses.export">;

/** A group's licenses as a file, without key and file. Costs no call while what all processes share is fresh. */
export const licensesExport: FileKind<"licenses.export"> = {
  kind: "licenses.export",
  makes: "file",
  unit: { one: "license", many: "licenses" },
  fileStem: "licenses",
  contents: "Every license that fits the filters, as it is known when the file is written.",
  columns: [
    "licenseId",
    "source",
    "serialNumber",
    "ssrn",
    "entitlementId",
    "productSku",
    "productDescription",
    "customerId",
    "groupId",
    "activationId",
    "vendorLicenseId",
    "quantity",
    "standing",
    "status",
    "activatedAt",
    "activatedBy",
    "startsAt",
    "endsAt",
    "hasKey",
    "fileName",
    "releasedAt",
    "releaseReason",
    "quantityReturned",
  ],
  title: (_input, targets) => `Export ${targets}`,
  facts: ({ filters, format }) => [...filterFacts(filters), formatFact(format)],

  measure: async (reading, input) => ({ rows: (await all(reading, input)).length, pages: 1 }),
  async page(reading, input) {
    const items = await all(reading, input);
    return { items, next: null, total: items.length };
  },
};

async function all(reading: Reading, { filters }: Input): Promise<License[]> {
  const { customerId, groupId } = filters;
  const { merged } = await readLicenses(reading, juniper, { customerId, groupId });
  return filtered(merged, filters)
    .map(({ license }) => license)
    .toSorted((one, other) => (one.licenseId < other.licenseId ? -1 : 1));
}

/** What the filters leave out, for people. */
function filterFacts(filters: Input["filters"]): { label: string; value: string }[] {
  const { customerId, groupId, entitlementId, serialNumber, standing, endsWithinDays, search } = filters;
  const facts: [string, string | undefined][] = [
    ["Customer", customerId],
    ["Group", groupId],
    ["Entitlement", entitlementId],
    ["Serial number", serialNumber],
    ["State", standing?.replaceAll("_", " ")],
    ["Ends within", endsWithinDays === undefined ? undefined : `${endsWithinDays} days`],
    ["Search", search || undefined],
  ];
  return facts.flatMap(([label, value]) => (value === undefined ? [] : [{ label, value }]));
}

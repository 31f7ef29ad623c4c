import { z } from "zod";
import type { Entitlement } from "@/lib/contract/entitlements";
import type { JobInput } from "@/lib/contract/job-kinds";
import { freeOf } from "@/lib/domain/entitlements/standing";
import type { LookedUp, PlannedRow, RowOutcome, RowPages, RowsKind } from "@/lib/domain/jobs/kind";
import { activate, groupOf } from "@/lib/domain/licenses/activate";
import { findEntitlement } from "@/lib/domain/licenses/find-entitlement";
import { lookUpActivation } from "@/lib/domain/licenses/look-up-in-job";
import { standingOn, wasGivenBack } from "@/lib/domain/licenses/records";
import {
  aboutEntitlement,
  aboutListed,
  aboutOurs,
  freeWords,
  givenBackOf,
  isLive,
  liveOn,
} from "@/lib/domain/licenses/row-rules";
import type { Reading } from "@/lib/vendors/http/permit";
import { VendorError } from "@/lib/vendors/http/vendor-error";
import { juniper } from "@/lib/vendors/juniper/client";
import { readSerialFile } from "./serial-file";

type Input = JobInput<"licenses.activate">;

/** What was known of the entitlement when the plan was made. */
const seen = z.object({
  entitlementId: z.string(),
  customerId: z.string().nullable(),
  groupId: z.string().nullable(),
  productSku: z.string().nullable(),
  productDescription: z.string().nullable(),
  free: z.number().nullable(),
  total: z.number().nullable(),
  /** Devices on which it is activated already. */
  activeCount: z.number(),
});
const surveyed = z.object({ seen });

const seenIn = (input: Input) => surveyed.safeParse(input).data?.seen;

/** Rows given at a time. */
const rowsPerPage = 500;

const number = (value: number) => value.toLocaleString("en-US");

/** Activates an entitlement on devices, one in a call. Key and file are sealed in the same breath. */
export const licensesActivate: RowsKind<"licenses.activate"> = {
  kind: "licenses.activate",
  makes: "rows",
  action: "licenses.activate",
  unit: () => ({ one: "device", many: "devices" }),
  /** The vendor takes no more. */
  rowsPerCall: 1,
  callsAtOnce: 2,
  finishes: "now",
  splits: false,
  ifLost: "look",

  title: (input, targets) => `Activate ${seenIn(input)?.productSku ?? `SSRN ${input.ssrn}`} on ${targets}`,
  facts: (input) => {
    const { productSku, productDescription, free, total, activeCount } = seenIn(input) ?? {};
    const product = [productSku, productDescription].filter((text) => text !== null && text !== undefined);
    const about = (label: string, value: string) => [{ label, value }];
    return [
      ...(product.length === 0 ? [] : about("Product", product.join(", "))),
      ...about("SSRN", input.ssrn),
      ...(input.quantity === 1 ? [] : about("Quantity per device", number(input.quantity))),
      ...about("Free", quantityWords(free, total)),
      ...about("Activated on", activeCount === undefined ? "not said" : countOf(activeCount, "device")),
    ];
  },
  consequence: (input, { planned }) => {
    const { free } = seenIn(input) ?? {};
    const taken = number(planned * input.quantity);
    const left = typeof free === "number" ? `Takes ${taken} of ${number(free)} left.` : `Takes ${taken}.`;
    return `${left} Key and file are kept sealed here; a license is given back by releasing it.`;
  },
  does: ({ quantity }) => (quantity === 1 ? "activate" : `activate, takes ${number(quantity)}`),
  subject: ({ ssrn }, rows) => ({
    type: "license",
    id: rows.length === 1 ? `${rows[0]?.target} of ${ssrn}` : `${rows.length} devices of ${ssrn}`,
  }),

  collect: (_reading, { targets }) => listed(targets.from === "list" ? targets.ids : []),
  readFile: (file) => readSerialFile(file),

  async survey(reading, input) {
    const entitlement = await known(reading, input);
    if (entitlement === undefined) return {};
    const { entitlementId, customerId, groupId, productSku, productDescription } = entitlement;
    const { quantity, activations } = entitlement;
    const activeCount = new Set(activations.filter(isLive).map(({ serialNumber }) => serialNumber)).size;
    const free = freeOf(quantity);
    const about = { entitlementId, customerId, groupId, productSku, productDescription };
    return { seen: { ...about, free, total: quantity.total, activeCount } satisfies z.input<typeof seen> };
  },

  judge: async (reading, input, rows, plannedBefore = 0) => {
    const entitlement = await known(reading, input);
    if (entitlement === undefined)
      return skippedAll(rows, `Juniper knows no entitlement with the SSRN ${input.ssrn}.`);
    const against = aboutEntitlement(entitlement, new Date());
    if (against !== undefined) return skippedAll(rows, against);
    return await judgeRows(entitlement, input, rows, plannedBefore);
  },

  async send(permit, input, [row], note) {
    if (row === undefined) throw new RangeError("a call activates one device");
    const client = juniper();
    const { ssrn, quantity, customerId, groupId } = input;
    const { warnings } = await activate(permit, client, note, {
      ...{ ssrn, serialNumber: row.target, quantity, ...groupOf(client, { customerId, groupId }) },
      entitlement: seenIn(input),
      live: undefined,
      givenBack: new Set(row.input === null ? [] : [row.input]),
    });
    const answer = warnings.map(({ words }) => words).join("; ");
    return { state: "done", ...(answer !== "" && { answer }) };
  },

  async lookUp(reading, { ssrn }, rows) {
    const found = new Map<number, RowOutcome | "not_done">();
    for (const { ordinal, target } of rows) {
      found.set(ordinal, await lookUpActivation(reading, juniper(), { ssrn, serialNumber: target }));
    }
    return found satisfies LookedUp;
  },
};

function quantityWords(free: number | null | undefined, total: number | null | undefined): string {
  if (typeof free !== "number") return "not said";
  return typeof total === "number" ? `${number(free)} of ${number(total)}` : number(free);
}

const countOf = (count: number, one: string) => `${number(count)} ${count === 1 ? one : `${one}s`}`;

async function* listed(serialNumbers: readonly string[]): RowPages {
  const once = [...new Set(serialNumbers)];
  for (let start = 0; start < once.length; start += rowsPerPage) {
    yield once
      .slice(start, start + rowsPerPage)
      .map((target, index): PlannedRow => ({ ordinal: start + index + 1, target }));
  }
}

/** The entitlement; undefined when the vendor says that there is none. */
async function known(
  reading: Reading,
  { ssrn, customerId, groupId }: Input,
): Promise<Entitlement | undefined> {
  try {
    return (await findEntitlement(reading, juniper(), { ssrn }, { customerId, groupId })).entitlement;
  } catch (error) {
    const unknown = error instanceof VendorError && ["refused", "not_found"].includes(error.kind);
    if (unknown) return undefined;
    throw error;
  }
}

function skippedAll(rows: readonly PlannedRow[], skip: string): PlannedRow[] {
  return rows.map((row) => ({ ...row, skip }));
}

/** What is activated there already, on its way or in doubt is left out, and whatever is more than is free. */
async function judgeRows(
  { activations, quantity: all }: Entitlement,
  { ssrn, quantity }: Input,
  rows: readonly PlannedRow[],
  plannedBefore: number,
): Promise<PlannedRow[]> {
  const targets = rows.map(({ target }) => target);
  const ours = await standingOn(ssrn, targets);
  const givenBack = givenBackOf(activations);
  const free = freeOf(all);
  let room = free === null ? Number.POSITIVE_INFINITY : Math.floor(free / quantity) - plannedBefore;
  return rows.map((row) => {
    const own = ours.get(row.target);
    const gone = own !== undefined && wasGivenBack(own, givenBack);
    const live = liveOn(activations, row.target);
    const skip =
      (own && !gone ? aboutOurs(own) : undefined) ??
      (live && aboutListed(live)) ??
      (room > 0 ? undefined : tooFew(free ?? 0, quantity));
    if (skip !== undefined) return { ...row, skip };
    room -= 1;
    // What somebody has released elsewhere does not stand in the way when its turn comes.
    return gone && own.activationId !== null ? { ...row, input: own.activationId } : row;
  });
}

function tooFew(free: number, quantity: number): string {
  const each = quantity === 1 ? "" : ` Each device takes ${number(quantity)}.`;
  return `${freeWords(free)}${each}${free === 0 ? "" : " The devices before this one take them."}`;
}

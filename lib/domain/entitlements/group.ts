import "server-only";
import { z } from "zod";
import {
  type Entitlement,
  entitlement,
  type VendorWarnings,
  vendorWarnings,
} from "@/lib/contract/entitlements";
import { Breather } from "@/lib/domain/csr/breather";
import { publish } from "@/lib/domain/events/publish";
import { answerForAll } from "@/lib/domain/last-answers/answer-for-all";
import { knownToAll, noteSharedChange } from "@/lib/domain/last-answers/shared-answers";
import type { Reading } from "@/lib/vendors/http/permit";
import type { VendorError } from "@/lib/vendors/http/vendor-error";
import type { JuniperClient } from "@/lib/vendors/juniper/client";
import { everyEntitlement } from "./every-entitlement";
import { sealCode } from "./sealed-code";

/** An entitlement as it is stored: its activation code sealed at the place that `sealed-code.ts` names. */
export interface KnownEntitlement extends Entitlement {
  sealedCode: string | null;
}

/** All entitlements of a customer's group, as they are known without asking the vendor again. Shared: not to be changed. */
export interface KnownGroup {
  customerId: string;
  groupId: string;
  entitlements: readonly KnownEntitlement[];
  /** False where the group has, or may have, more than came. */
  complete: boolean;
  warnings: VendorWarnings;
  answeredAt: Date;
  /** Why it is not newer. */
  staleBecause?: VendorError;
}

/** A group by the vendor's ids; those of the connection where one is not said. */
export interface AskedGroup {
  customerId?: string | undefined;
  groupId?: string | undefined;
}

/** What all answers of Juniper's are made old by. */
export const juniperLicenses = "juniper licenses";

const minuteMs = 60_000;
const freshForMsMin = 5 * minuteMs;

const knownEntitlement = entitlement.extend({ sealedCode: z.string().nullable() });
const storedGroup = z.object({
  entitlements: z.array(z.unknown()),
  complete: z.boolean(),
  warnings: vendorWarnings,
  /** How many calls it cost. */
  pages: z.number().int(),
});

interface StoredGroup extends Omit<z.output<typeof storedGroup>, "entitlements"> {
  entitlements: KnownEntitlement[];
}

/** Thousands are read bit by bit, between which everything else has its turn. */
async function readStored(stored: unknown): Promise<StoredGroup | undefined> {
  const group = storedGroup.safeParse(stored).data;
  if (group === undefined) return undefined;
  const breather = new Breather();
  const entitlements: KnownEntitlement[] = [];
  for (const one of group.entitlements) {
    const known = knownEntitlement.safeParse(one).data;
    if (known === undefined) return undefined;
    entitlements.push(known);
    await breather.pause();
  }
  return { ...group, entitlements };
}

function questionOf({ identity }: JuniperClient, asked: AskedGroup) {
  const { customerId = identity.customerId, groupId = identity.groupId } = asked;
  return {
    operationId: "juniper.group",
    // What is seen depends on whom we act for.
    input: [identity.accountIds, identity.userEmail, customerId, groupId],
    subject: juniperLicenses,
    freshForMs: ({ pages }: StoredGroup) => Math.max(freshForMsMin, pages * minuteMs),
    customerId,
    groupId,
  };
}

/**
 * A customer's group. Costs no call while what any process has read is fresh: for five minutes, and a minute for each
 * page of it. While Juniper is away or the hour's calls are used up it is what was read last, with the reason.
 * @param options.anew a person wants to see it asked for: nothing older than 15 s will do
 * @throws VendorError when the vendor said a clear no, or there is nothing to fall back on
 */
export async function readGroup(
  reading: Reading,
  juniper: JuniperClient,
  asked: AskedGroup = {},
  { anew = false }: { anew?: boolean } = {},
): Promise<KnownGroup> {
  const { customerId, groupId, ...question } = questionOf(juniper, asked);
  const { value, answeredAt, staleBecause } = await answerForAll(
    question,
    reading,
    async (goingOn) => {
      const { items, ...rest } = await everyEntitlement(
        // Others wait for it too: it is not given up because one of them left.
        { ...reading, signal: undefined },
        juniper,
        { customerId, groupId },
        sealCode,
        goingOn,
      );
      return { ...rest, entitlements: items };
    },
    readStored,
    { anew },
  );
  const { entitlements, complete, warnings } = value;
  return {
    customerId,
    groupId,
    entitlements,
    complete,
    warnings,
    answeredAt,
    ...(staleBecause && { staleBecause }),
  };
}

/** A group as it was read last, however old that is: calls no vendor. Undefined while nobody has read it. */
export async function knownGroup(
  juniper: JuniperClient,
  asked: AskedGroup = {},
): Promise<KnownGroup | undefined> {
  const { customerId, groupId, ...question } = questionOf(juniper, asked);
  const known = await knownToAll(question, readStored);
  if (known === undefined) return undefined;
  const { entitlements, complete, warnings } = known.value;
  return { customerId, groupId, entitlements, complete, warnings, answeredAt: known.answeredAt };
}

/**
 * After every change at Juniper: what was asked for before is old, for all processes. A person's change counts at once;
 * those of a job, which come one after another, make an answer old once it is a minute old.
 */
export async function noteLicenseChange(by: "person" | "job"): Promise<void> {
  await noteSharedChange(juniperLicenses, by === "person" ? "at once" : "by the minute");
  await publish({ type: "licenses" });
}

import "server-only";
import { sql } from "drizzle-orm";
import { licenses } from "@/drizzle/schema/juniper";
import type { Entitlement, ListedActivation } from "@/lib/contract/entitlements";
import { Refusal } from "@/lib/contract/problem";
import { newId } from "@/lib/db/ids";
import { storable } from "@/lib/domain/vendor-hooks/storable";
import type { Permit } from "@/lib/vendors/http/permit";
import { alone, askerOf, changeRow, type LicenseRow, openStates, rowsOf, wasGivenBack } from "./records";
import { aboutListed, aboutOurs } from "./row-rules";
import { released } from "./secrets";

/** An activation as it is asked for. */
export interface AskedActivation {
  ssrn: string;
  serialNumber: string;
  quantity: number;
  customerId: string;
  groupId: string;
  /** What the vendor says of the entitlement, as far as that is known. */
  entitlement: EntitlementFacts | undefined;
  /** What the vendor lists as live on the device. */
  live: ListedActivation | undefined;
  /** The ids of activations that the vendor lists as given back. */
  givenBack: ReadonlySet<string>;
}

export type EntitlementFacts = Pick<
  Entitlement,
  "entitlementId" | "productSku" | "productDescription" | "customerId" | "groupId"
>;

/**
 * Writes an activation down before it is sent, for all processes to see: of one entitlement and device there is at most
 * one on its way, in doubt or active.
 * @throws Refusal `conflict` that says what stands in the way
 */
export async function beginActivation(permit: Permit, asked: AskedActivation): Promise<LicenseRow> {
  const { ssrn, serialNumber, quantity, live, givenBack } = asked;
  const by = await askerOf(permit);
  return await alone({ ssrn, serialNumber }, async (tx) => {
    const ours = await rowsOf({ ssrn, serialNumber }, [...openStates, "active"], tx);
    for (const row of ours) {
      if (!wasGivenBack(row, givenBack)) throw inTheWay(row);
      await changeRow(tx, row, ["active"], { ...released, releasedAt: sql`now()` });
    }
    if (live !== undefined) throw alreadyActive(aboutListed(live));
    const [row] = await tx
      .insert(licenses)
      .values({
        id: newId("lic"),
        state: "activating",
        serialNumber,
        ssrn,
        ...aboutIt(asked),
        quantity,
        ...by,
        requestId: permit.requestId,
      })
      .returning();
    if (row === undefined) throw new Error("an activation could not be written down");
    return row;
  });
}

function aboutIt({ entitlement, customerId, groupId }: AskedActivation) {
  return storable({
    entitlementId: entitlement?.entitlementId ?? null,
    productSku: entitlement?.productSku ?? null,
    productDescription: entitlement?.productDescription ?? null,
    customerId: entitlement?.customerId ?? customerId,
    groupId: entitlement?.groupId ?? groupId,
  });
}

function inTheWay(row: LicenseRow): Refusal {
  const words = aboutOurs(row);
  if (row.state === "active") return alreadyActive(words);
  return new Refusal("conflict", {
    detail: words,
    next: "Open it under Activations. Nothing was sent, and nothing is sent a second time while it is open.",
  });
}

function alreadyActive(words: string): Refusal {
  return new Refusal("conflict", {
    detail: words,
    next: "It need not be activated again. To move the license to another device, release it here first.",
  });
}

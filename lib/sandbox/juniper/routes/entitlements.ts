import { createHash } from "node:crypto";
import { z } from "zod";
import { type JuniperContext, writing } from "../context";
import { refuse, warning } from "../faults";
import { type Caller, operation, optionalText } from "../operation";
import { chosenEntitlement } from "../rules/chosen-entitlement";
import { statusOf } from "../rules/entitlements";
import { warningsAbout } from "../rules/taking";
import { entitlementJson } from "../shapes";

const DEFAULT_PAGE_SIZE = 50;
const LARGEST_PAGE_SIZE = 200;

/** J-2: says what an activation code or an SSRN stands for; exactly one of the two. */
const validate = operation(
  "validateEntitlement",
  z.object({ activationCode: optionalText(), ssrn: optionalText() }),
  (context, caller, { activationCode, ssrn }) => {
    if (activationCode && ssrn) refuse("SIM-400", "either activationCode or ssrn, not both");
    const { state, clock } = context;
    const entitlement = chosenEntitlement(state, caller, { activationCode, ssrn });
    const status = statusOf(entitlement, state, clock.nowMs());
    const usable = status === "ACTIVE" || status === "EXHAUSTED";
    return {
      message: usable ? "Entitlement is valid" : "Entitlement is not valid",
      payload: { entitlement: entitlementJson(entitlement, writing(context)), valid: usable },
      warnings: usable
        ? warningsAbout(entitlement, state, clock.nowMs())
        : [warning("SIM-303", `it is ${status}`)],
    };
  },
);

/** The seed writes `customerID` and `groupID`, the rest of the family has a small d: either will do. */
const query = operation(
  "queryEntitlements",
  z.preprocess(
    (body: Record<string, unknown>) => ({ customerId: body.customerID, groupId: body.groupID, ...body }),
    z.object({
      customerId: z.string().min(1),
      groupId: z.string().min(1),
      entitlementType: z.enum(["SUBSCRIPTION", "PERPETUAL", "VOUCHER"]).nullish(),
      pageSize: z.number().int().min(1).max(LARGEST_PAGE_SIZE).nullish(),
      pageToken: optionalText(),
    }),
  ),
  (context, caller, { customerId, groupId, entitlementType, pageSize, pageToken }) => {
    const ofGroup = entitlementsOf(context, caller, customerId, groupId);
    const found = ofGroup.filter(({ type }) => !entitlementType || type === entitlementType);
    const asked = `${customerId} ${groupId} ${entitlementType ?? ""}`;
    const start = pageToken ? positionIn(pageToken, asked) : 0;
    const end = start + (pageSize ?? DEFAULT_PAGE_SIZE);
    return {
      message: `${found.length} entitlements found`,
      payload: {
        entitlements: found
          .slice(start, end)
          .map((entitlement) => entitlementJson(entitlement, writing(context))),
        totalCount: found.length,
        nextPageToken: end < found.length ? tokenFor(end, asked) : null,
      },
    };
  },
);

function entitlementsOf({ state }: JuniperContext, caller: Caller, customerId: string, groupId: string) {
  const ofGroup = [...state.entitlements.values()].filter(
    (entitlement) => entitlement.customerId === customerId && entitlement.groupId === groupId,
  );
  const own = ofGroup.filter(({ accountId }) => caller.accountIds.includes(accountId));
  if (own.length === 0) refuse("SIM-403", `customer ${customerId}, group ${groupId}`);
  return own;
}

/** A token is good for the question it was given out for, and says nothing to anybody else. */
function tokenFor(position: number, asked: string): string {
  return Buffer.from(`${position}.${markOf(asked)}`).toString("base64url");
}

function positionIn(token: string, asked: string): number {
  const [, position, mark] = /^([1-9]\d{0,5})\.(\w+)$/.exec(Buffer.from(token, "base64url").toString()) ?? [];
  if (mark !== markOf(asked)) refuse("SIM-400", "pageToken is not one of this query");
  return Number(position);
}

function markOf(asked: string): string {
  return createHash("sha256").update(asked).digest("hex").slice(0, 16);
}

export const entitlementOperations = [validate, query];

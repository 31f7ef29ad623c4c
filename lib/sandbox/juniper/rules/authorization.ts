import type { IncomingHttpHeaders } from "node:http";
import { juniperCredentials } from "../../credentials";
import type { JuniperContext } from "../context";
import { refuse } from "../faults";
import type { Caller } from "../operation";

const apiKeyNames = ["sapbpID", "contactID", "customerGroupID"] as const;

/** Each user that Juniper knows, and the accounts it belongs to. */
const users: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  [juniperCredentials.userEmail, juniperCredentials.accountIds],
  ["lab@example.com", juniperCredentials.accountIds.slice(1)],
]);

/**
 * API key, account, user: in the order of the seed ("Authentication and Authorization Aspects on API Requests").
 * @throws ServiceRefusal, since these arrive as faults and not as 403
 */
export function authorize(
  { settings }: JuniperContext,
  headers: IncomingHttpHeaders,
  body: Record<string, unknown>,
): Caller {
  const inBody = settings().apiKeyPlacement === "body";
  for (const name of apiKeyNames) {
    const value = inBody ? body[name] : headers[name.toLowerCase()];
    if (value === undefined || value === "") refuse("900", name);
    if (value !== juniperCredentials[name]) refuse("735", name);
  }
  const accountIds = accountsIn(body.accountIds);
  const { userEmail } = body;
  if (typeof userEmail !== "string" || userEmail === "") refuse("901", "userEmail");
  const accountsOfUser = users.get(userEmail.toLowerCase());
  if (accountsOfUser === undefined) refuse("753");
  if (!accountIds.some((accountId) => accountsOfUser.includes(accountId))) refuse("754");
  return { accountIds };
}

function accountsIn(value: unknown): string[] {
  if (!Array.isArray(value) || value.length === 0) refuse("985", "accountIds must be a list of at least one");
  return value.map((accountId: unknown) => {
    const known = juniperCredentials.accountIds.find((candidate) => candidate === accountId);
    return known ?? refuse("751", String(accountId));
  });
}

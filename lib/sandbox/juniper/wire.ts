/**
 * What Juniper hands out at onboarding and does not publish. The paths are those of the proposal that the whole project
 * follows, spelled here once more because a stand-in must not share the client's.
 */
export const BASE_PATH = "/jal-licensing/1.0";

/** The token endpoint of Juniper's other APIs, which lie behind the same gateway. */
export const TOKEN_PATH = "/invoke/pub.apigateway.oauth2/getAccessToken";

export const operationPaths = {
  validateEntitlement: "/entitlements/validate",
  queryEntitlements: "/entitlements/query",
  activateLicense: "/licenses/activate",
  generateVoucher: "/vouchers/generate",
  revoke: "/revocations",
} as const;
export type OperationName = keyof typeof operationPaths;

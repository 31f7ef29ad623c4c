/**
 * The only credentials the sandbox knows. They are public samples: the word SANDBOX in each lets
 * a production start refuse them.
 */
export const ubloxCredentials = {
  apiKey: "SANDBOX-UBLOX-API-KEY",
  apiSecret: "SANDBOX-UBLOX-API-SECRET-NOT-REAL",
} as const;

export const sectigoCredentials = {
  username: "sandbox-operator",
  password: "SANDBOX-SECTIGO-PASSWORD-NOT-REAL",
} as const;

/** What Juniper and its client agreed on at onboarding; the secret is the first of those handed out since. */
export const juniperCredentials = {
  clientId: "sandbox-muniment",
  clientSecret: "SANDBOX-JUNIPER-SECRET-NOT-REAL",
  sapbpID: "0000123456",
  contactID: "0000654321",
  customerGroupID: "CG-4711",
  /** The first one is also the customer whose groups are GRP-77 and GRP-78; the second one's group is GRP-12. */
  accountIds: ["0100001234", "0100005678"],
  userEmail: "licensing@example.com",
  customerId: "0100001234",
  groupId: "GRP-77",
} as const;

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

/** The parts of a root CA's page, below its own address. */
export const rootCaParts = {
  summary: "",
  devices: "/devices",
  revocationList: "/revocation-list",
  proof: "/proof-of-possession",
  activity: "/activity",
  raw: "/raw",
} as const;

export type RootCaPart = keyof typeof rootCaParts;

export const rootCaPath = (caName: string, part: RootCaPart = "summary") =>
  `/root-cas/${encodeURIComponent(caName)}${rootCaParts[part]}`;

/** What the audit history holds of a root CA. */
export const auditOfRootCa = (caName: string) =>
  `/audit?${new URLSearchParams({ subjectType: "rootCa", subjectId: caName })}`;

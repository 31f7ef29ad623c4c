const root = "/connections/juniper";

/** The tabs of the connection, each with its own address. */
export const juniperPaths = {
  budget: root,
  credentials: `${root}/credentials`,
  onboarding: `${root}/onboarding`,
  settings: `${root}/settings`,
} as const;
export type JuniperPart = keyof typeof juniperPaths;

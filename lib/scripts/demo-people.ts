import { type Role, roleLabels, roles } from "@/lib/access/permissions";
import { demoPassword } from "@/lib/env/samples";

export interface DemoPerson {
  email: string;
  name: string;
  role: Role;
  password: string;
}

/** One person per role. Everybody knows the password; it is for data folders of the demo only. */
export const demoPeople: readonly DemoPerson[] = roles.map((role) => ({
  email: `${role}@muniment.example`,
  name: `Demo ${roleLabels[role]}`,
  role,
  password: demoPassword,
}));

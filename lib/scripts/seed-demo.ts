import { type Role, roleLabels, roles } from "@/lib/access/permissions";
import { ensureUser } from "@/lib/domain/users/users";
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

/** Fills a database for the demo and for the browser journeys. What is there already stays as it is. */
export async function seedDemo(): Promise<void> {
  for (const person of demoPeople) await ensureUser(person);
}

import { ensureUser } from "@/lib/domain/users/users";
import { demoPeople } from "./demo-people";

/** Fills a database for the demo and for the browser journeys. What is there already stays as it is. */
export async function seedDemo(): Promise<void> {
  for (const person of demoPeople) await ensureUser(person);
}

import "server-only";
import { noteLicenseChange } from "@/lib/domain/entitlements/group";
import { logger } from "@/lib/log";
import type { Permit } from "@/lib/vendors/http/permit";

/** Writes something down whose failure must not hide what came of the call; a sweep makes up for it. */
export async function quietly(meaning: string, change: () => Promise<unknown>): Promise<void> {
  try {
    await change();
  } catch (error) {
    logger().warn({ error }, `${meaning} could not be written down`);
  }
}

/** Something was changed at Juniper, or may have been: all lists are old. */
export async function tellOf({ background }: Pick<Permit, "background">): Promise<void> {
  await quietly("that lists of licenses are old", () => noteLicenseChange(background ? "job" : "person"));
}

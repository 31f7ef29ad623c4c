import { z } from "zod";

/** Why somebody does it, in their own words. Kept in the audit history for ever: no place for secrets. */
export const statedReason = z
  .string()
  .trim()
  .min(3, "Say why, in a few words.")
  .max(500, "A reason has at most 500 characters.")
  .refine((reason) => !/\p{Cc}/u.test(reason), { error: "A reason is one line without control characters." });

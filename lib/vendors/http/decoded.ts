import { z } from "zod";

/**
 * A schema for a part of an answer whose form the vendor's document does not show: `decode` makes our value of it, or
 * undefined when it cannot, which is a bad answer.
 */
export function decoded<Value>(decode: (answered: unknown) => Value | undefined): z.ZodType<Value> {
  return z.unknown().transform((answered, context) => {
    const value = decode(answered);
    if (value !== undefined) return value;
    context.addIssue({ code: "custom", message: "not understood" });
    return z.NEVER;
  });
}

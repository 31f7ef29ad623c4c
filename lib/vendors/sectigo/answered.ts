import { z } from "zod";

/** A whole number, also when the vendor writes it as text. */
export const wholeNumber = z.union([
  z.number().int(),
  z
    .string()
    .regex(/^-?\d{1,15}$/)
    .transform(Number),
]);

/** The same where it may be missing. */
export const optionalNumber = wholeNumber.nullish().transform((value) => value ?? null);

/** Text where it may be missing; empty text says nothing. Numbers become text. */
export const optionalText = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .transform((value) => value || null);

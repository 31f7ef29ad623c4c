import { z } from "zod";
import { instant } from "./identifiers";

/** The events a hook can be made for (u-blox seed, notification/webhook/create). */
export const hookType = z.enum([
  "DEVICE_BOOTSTRAP_EVENT",
  "DEVICE_PROPERTIES_CHANGE_EVENT",
  "DEVICE_ERRORS_EVENT",
  "DEVICE_CERTIFICATE_RENEWAL_EVENT",
  "DEVICE_CERTIFICATE_EXPIRATION_EVENT",
  "ROOTCA_EXPIRATION_EVENT",
]);

/** Where the vendor is to call. Changing and deleting go by the address alone, so give each type its own. */
export const hookUrl = z
  .url({ protocol: /^https$/, error: "Enter a complete address that begins with https://." })
  .max(2_048);

/** Sent by the vendor as the whole Authorization header, "Bearer" included if it is wanted. */
export const hookAuthorization = z
  .string()
  .trim()
  .regex(
    /^[\x20-\x7e]{1,4096}$/,
    "An authorization has 1 to 4096 characters: letters without accents, digits, symbols and spaces.",
  );

export const newVendorHook = z.object({ url: hookUrl, type: hookType, authorization: hookAuthorization });
export type NewVendorHook = z.output<typeof newVendorHook>;

/** A hook as the vendor lists it. Its authorization is never told. */
export const vendorHook = z.object({
  url: z.string(),
  /** One of `hookType`; another word of the vendor's is passed on, null where it does not say. */
  type: z.string().nullable(),
  createdAt: instant.nullable(),
});
export type VendorHook = z.output<typeof vendorHook>;

import { z } from "zod";
import { read } from "./operation";

/** What a text can be taken for. */
export const readingKind = z.enum([
  "rotPublicUid",
  "deviceSerialNumber",
  "imei",
  "certificateSerialNumber",
  "batch",
  "tag",
  "rootCa",
  "deviceProfile",
  "ssrn",
  "juniperSerialNumber",
  "license",
  "voucher",
  /** A secret: it is not looked for, and its reading has no value. */
  "activationCode",
]);

/** One thing that was found. */
export const found = z.object({
  title: z.string(),
  /** What it is, and what tells it from others: "Device, serial 862618583984360, ACTIVATED". */
  words: z.string(),
  /** Page of the console. */
  href: z.string(),
});

/** One way to take the text, and what was found under it. */
export const searchReading = z.object({
  kind: readingKind,
  /** What it was taken for, in a sentence: "RoT UID 0002000089280087, its lost zeros restored". */
  words: z.string(),
  /** The text in the form of this kind. */
  value: z.string(),
  found: z.array(found),
  /** Why nothing can be said: a sentence; null when the vendor answered. */
  problem: z.string().nullable(),
});
export type SearchReading = z.output<typeof searchReading>;

export const search = {
  find: read({
    operationId: "search.find",
    method: "GET",
    path: "/search",
    summary: "Find anything by its identifier",
    description:
      "RoT UIDs (also without their leading zeros), device serial numbers, IMEIs, serial numbers of certificates, batch " +
      "numbers, tags, root CAs, device profiles, SSRNs, serial numbers of Juniper devices, licenses and vouchers. Says " +
      "what the text was taken for. What may be an activation code is looked for nowhere: validate it instead.",
    permission: "devices:read",
    query: z.object({ q: z.string().trim().min(1).max(255) }),
    response: z.object({ readings: z.array(searchReading) }),
  }),
};

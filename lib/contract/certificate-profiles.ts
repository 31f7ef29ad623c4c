import { z } from "zod";
import { read } from "./operation";

/** Sectigo's authority: an organization's right to use one certificate profile. Its `id` is what every call takes. */
export const certificateProfile = z.object({
  certificateProfileId: z.number().int(),
  name: z.string(),
  ecosystemName: z.string().nullable(),
  enabled: z.boolean(),
  /** Certificates still orderable. */
  balance: z.number().int(),
  usedBalance: z.number().int(),
});
export type CertificateProfile = z.output<typeof certificateProfile>;

/** One field of the order form, as the vendor describes it. Patterns are Java regexes; they are matched in linear time. */
export const profileParameter = z.object({
  name: z.string(),
  label: z.string(),
  required: z.boolean(),
  /** The values to choose from, or null for free text. */
  choices: z.array(z.string()).nullable(),
  pattern: z.string().nullable(),
  message: z.string().nullable(),
  defaultValue: z.string().nullable(),
  /** Never stored, logged or returned. */
  secret: z.boolean(),
});
export type ProfileParameter = z.output<typeof profileParameter>;

export const generatorParameter = z.object({
  name: z.string(),
  label: z.string(),
  /** "number" or another word of the vendor's. Values are strings of up to 64 digits either way. */
  type: z.string(),
  required: z.boolean(),
  pattern: z.string().nullable(),
  message: z.string().nullable(),
  defaultValue: z.string().nullable(),
});

export const generator = z.object({
  generatorId: z.number().int(),
  name: z.string(),
  parameters: z.array(generatorParameter),
});
export type Generator = z.output<typeof generator>;

const profileParams = z.object({ certificateProfileId: z.coerce.number().int().nonnegative() });

export const certificateProfiles = {
  list: read({
    operationId: "certificateProfiles.list",
    method: "GET",
    path: "/certificate-profiles",
    summary: "List certificate profiles that batches can be ordered under",
    permission: "batches:read",
    response: z.object({ items: z.array(certificateProfile) }),
    keepLast: true,
  }),
  parameters: read({
    operationId: "certificateProfiles.parameters",
    method: "GET",
    path: "/certificate-profiles/{certificateProfileId}/parameters",
    summary: "Read the parameters of a certificate profile",
    permission: "batches:read",
    params: profileParams,
    response: z.object({ items: z.array(profileParameter) }),
  }),
  generators: read({
    operationId: "certificateProfiles.generators",
    method: "GET",
    path: "/certificate-profiles/{certificateProfileId}/generators",
    summary: "Read the common name generators of a certificate profile",
    permission: "batches:read",
    params: profileParams,
    response: z.object({ items: z.array(generator) }),
  }),
};

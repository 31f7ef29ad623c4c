import { z } from "zod";
import type { CertificateProfile, Generator, ProfileParameter } from "@/lib/contract/certificate-profiles";
import type { Reading } from "../http/permit";
import { isSecretName } from "../http/redact";
import { optionalNumber, optionalText, wholeNumber } from "./answered";
import type { AuthorityId } from "./authority-id";
import type { SectigoClient } from "./client";

const answeredAuthority = z
  .object({
    id: wholeNumber,
    profileName: z.string(),
    ecosystemName: optionalText,
    enabled: z.boolean(),
    balance: optionalNumber,
    usedBalance: optionalNumber,
  })
  .transform(
    ({ id, profileName, ecosystemName, enabled, balance, usedBalance }): CertificateProfile => ({
      certificateProfileId: id,
      name: profileName,
      ecosystemName,
      enabled,
      balance: balance ?? 0,
      usedBalance: usedBalance ?? 0,
    }),
  );

/** The certificate profiles that batches can be ordered under. GET /api/v1/authorities/allowed */
export async function listCertificateProfiles(
  reading: Reading,
  sectigo: SectigoClient,
): Promise<{ items: CertificateProfile[] }> {
  const items = await sectigo.read(reading, {
    method: "GET",
    path: "/api/v1/authorities/allowed",
    answer: z.array(answeredAuthority),
  });
  return { items };
}

/** "Integer:1,2,3" offers a choice; "String" and everything unknown is free text. */
function choicesIn(inputType: string | null): string[] | null {
  const list = inputType === null ? undefined : /^integer:(.+)$/i.exec(inputType.trim())?.[1];
  const choices = list?.split(",").map((choice) => choice.trim());
  return choices?.every((choice) => /^-?\d+$/.test(choice)) ? choices : null;
}

const answeredParameter = z
  .object({
    name: z.string().min(1),
    inputType: optionalText,
    required: z.boolean().nullish(),
    placeholder: optionalText,
    validationPattern: optionalText,
    message: optionalText,
    value: optionalText,
    title: optionalText,
  })
  .transform(
    ({
      name,
      inputType,
      required,
      placeholder,
      validationPattern,
      message,
      value,
      title,
    }): ProfileParameter => {
      const secret = isSecretName(name);
      return {
        name,
        label: title ?? placeholder ?? name,
        required: required ?? false,
        choices: choicesIn(inputType),
        pattern: validationPattern,
        message,
        defaultValue: secret ? null : value,
        secret,
      };
    },
  );

/**
 * What a batch with generated keys has to say about its certificates; uploaded CSRs are only checked against it.
 * GET /api/v1/profiles/{id}/parameters
 */
export async function readProfileParameters(
  reading: Reading,
  sectigo: SectigoClient,
  { authorityId }: { authorityId: AuthorityId },
): Promise<{ items: ProfileParameter[] }> {
  const items = await sectigo.read(reading, {
    method: "GET",
    path: "/api/v1/profiles/{id}/parameters",
    params: { id: authorityId },
    answer: z.array(answeredParameter),
  });
  return { items };
}

const answeredGenerator = z
  .object({
    generatorId: wholeNumber,
    name: z.string(),
    parameters: z.array(
      z.object({
        name: z.string().min(1),
        label: optionalText,
        type: optionalText,
        required: z.boolean().nullish(),
        validator: optionalText,
        message: optionalText,
        value: optionalText,
      }),
    ),
  })
  .transform(
    ({ generatorId, name, parameters }): Generator => ({
      generatorId,
      name,
      parameters: parameters.map((parameter) => ({
        name: parameter.name,
        label: parameter.label ?? parameter.name,
        type: parameter.type ?? "text",
        required: parameter.required ?? false,
        pattern: parameter.validator,
        message: parameter.message,
        defaultValue: parameter.value,
      })),
    }),
  );

/**
 * The rules that make common names for a batch. GET /api/v1/generators/?profileId= with a slash before the question
 * mark, unlike the batch calls.
 */
export async function readGenerators(
  reading: Reading,
  sectigo: SectigoClient,
  { authorityId }: { authorityId: AuthorityId },
): Promise<{ items: Generator[] }> {
  const items = await sectigo.read(reading, {
    method: "GET",
    path: "/api/v1/generators/",
    query: { profileId: authorityId },
    answer: z.array(answeredGenerator),
  });
  return { items };
}

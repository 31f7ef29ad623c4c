import { z } from "zod";
import { Refusal } from "../router";
import { type Authority, balanceOf, type Generator, type SectigoState } from "../state";
import { checkValues } from "./parameters";

/** No limit is documented; this is the largest size the guide shows. */
const LARGEST_BATCH = 50_000;

/** Body of `PUT /api/v1/batches`. Parameter values are strings, even the numbers among them [seed]. */
export const generatorOrder = z.object({
  generatorId: z.number().int(),
  generatorParams: z.record(z.string(), z.string()),
  profileParams: z.record(z.string(), z.string()),
  profileId: z.number().int(),
  batchSize: z.number().int().min(1).max(LARGEST_BATCH),
  batchName: z.string().min(1).max(255),
});
export type GeneratorOrder = z.infer<typeof generatorOrder>;

/** @throws Refusal 400 for whatever the profile, its generator or its parameters do not allow. */
export function checkGeneratorOrder(
  state: SectigoState,
  authority: Authority,
  order: GeneratorOrder,
): Generator {
  checkAuthority(authority, order.batchSize);
  const generator = state.generators.get(order.generatorId);
  if (!generator || !authority.generatorIds.includes(order.generatorId)) {
    throw new Refusal(400, "Generator is not available for this profile");
  }
  checkValues(
    order.generatorParams,
    generator.parameters.map(({ validator, ...rule }) => ({ ...rule, pattern: validator })),
  );
  checkValues(
    order.profileParams,
    authority.parameters.map(({ validationPattern, ...rule }) => ({ ...rule, pattern: validationPattern })),
  );
  const password = order.profileParams.pkcs12Password ?? "";
  if (password !== "" && password.length < authority.shortestPassword) {
    throw new Refusal(400, `PKCS12 password must have at least ${authority.shortestPassword} characters`);
  }
  return generator;
}

/** An authority that was never given a balance is not metered; any other pays for each certificate. */
export function checkAuthority(authority: Authority, size: number): void {
  if (!authority.enabled) throw new Refusal(400, "Profile is disabled");
  if (authority.addedBalance > 0 && size > balanceOf(authority)) {
    throw new Refusal(400, `Insufficient balance: ${balanceOf(authority)} available, ${size} requested`);
  }
}

/** Spends at the moment of the order, not when the certificates are ready. */
export function spend(authority: Authority, size: number): void {
  if (authority.addedBalance > 0) authority.usedBalance += size;
}

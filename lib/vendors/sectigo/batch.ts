import { z } from "zod";
import type { Batch } from "@/lib/contract/batches";
import { instantOf } from "../http/instant";
import { isSecretName } from "../http/redact";
import { optionalNumber, optionalText, wholeNumber } from "./answered";
import { classOfStatus, needsAttention } from "./status";

/** A batch as the guide shows it, in our words. `downloadable` must be there: it decides what a person can do. */
export const answeredBatch = z
  .object({
    batchId: wholeNumber,
    orderNumber: optionalNumber,
    creationDate: optionalText,
    profile: optionalText,
    size: wholeNumber,
    status: optionalText,
    active: z.boolean().nullish(),
    batchName: optionalText,
    rejectReason: optionalText,
    generatorParametersValues: z.record(z.string(), z.unknown()).nullish(),
    userId: optionalNumber,
    rejectable: z.boolean().nullish(),
    downloadable: z.boolean(),
  })
  .transform((answered): Batch => {
    const { status, downloadable, generatorParametersValues } = answered;
    const vendorStatus = status ?? "";
    const statusClass = classOfStatus(vendorStatus);
    return {
      batchId: answered.batchId,
      orderNumber: answered.orderNumber,
      batchName: answered.batchName ?? "",
      profileName: answered.profile,
      size: answered.size,
      createdAt: instantOf(answered.creationDate),
      vendorStatus,
      statusClass,
      downloadable,
      needsAttention: needsAttention(statusClass, downloadable),
      active: answered.active ?? false,
      rejectReason: answered.rejectReason,
      rejectable: answered.rejectable ?? false,
      generatorParameters: generatorParametersValues ? shownParameters(generatorParametersValues) : null,
      userId: answered.userId,
    };
  });

function shownParameters(values: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values)
      .filter(
        ([name, value]) => !isSecretName(name) && (typeof value === "string" || typeof value === "number"),
      )
      .map(([name, value]) => [name, String(value)]),
  );
}

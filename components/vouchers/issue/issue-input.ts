import { z } from "zod";
import { deviceSerial, ssrn } from "@/lib/contract/entitlements";
import { certificateText } from "@/lib/contract/vouchers";
import { holdsPrivateKey, privateKeyWords } from "./certificate-text";
import { instantIn } from "./expiry";

/** What is typed, as the API takes it. */
export const issueInput = z.object({
  serialNumber: deviceSerial,
  ssrn,
  certificate: certificateText.refine((text) => !holdsPrivateKey(text), {
    error: `${privateKeyWords} It was not sent.`,
  }),
  expiresAt: z.string().transform((value, context) => {
    const instant = instantIn(value);
    if (instant !== undefined) return instant;
    context.addIssue({ code: "custom", message: "Say when the voucher ends: a date and a time." });
    return z.NEVER;
  }),
});
export type IssueInput = z.input<typeof issueInput>;
export type IssueBody = z.output<typeof issueInput>;

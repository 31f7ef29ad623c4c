"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { type KeyboardEvent, useState } from "react";
import { FormProvider, useForm } from "react-hook-form";
import { applyProblem } from "@/components/patterns/form-sheet/apply-problem";
import { FormField } from "@/components/patterns/form-sheet/form-field";
import { useLeaveGuard } from "@/components/patterns/form-sheet/leave-guard";
import { type Problem, problemOf } from "@/components/patterns/problem";
import { ProblemMessage } from "@/components/patterns/problem-message";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { ButtonLink } from "@/components/ui/link";
import { vouchersOfDevice, vouchersPath } from "../paths";
import { CertificateField } from "./certificate-field";
import { expiryProblem, fieldValue } from "./expiry";
import { ExpiryField } from "./expiry-field";
import { type IssueBody, type IssueInput, issueInput } from "./issue-input";
import { useFoundCertificate } from "./use-found-certificate";

/** Where a voucher of this device stands in doubt, or is in the way. */
const leadsToVouchers: ReadonlySet<string | undefined> = new Set(["outcome_unknown", "conflict"]);

/** A voucher is asked for: what cannot be is refused at its field, before anything is sent. */
export function IssueForm({
  known,
  onIssue,
}: {
  known: Partial<Pick<IssueInput, "serialNumber" | "ssrn">>;
  /** Resolves when it was issued, or throws a problem. */
  onIssue: (body: IssueBody) => Promise<void>;
}) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const form = useForm<IssueInput, unknown, IssueBody>({
    resolver: zodResolver(issueInput),
    defaultValues: { serialNumber: "", ssrn: "", certificate: "", expiresAt: "", ...known },
    mode: "onSubmit",
    reValidateMode: "onChange",
  });
  const { isDirty, isSubmitting } = form.formState;
  useLeaveGuard(isDirty);
  const [certificate, serialNumber, ssrn] = form.watch(["certificate", "serialNumber", "ssrn"]);
  const found = useFoundCertificate({ certificate, serialNumber, ssrn });
  const notAfter = found.check?.certificate?.notAfter ?? null;

  /** What is known to be refused is told at its field already, and not sent: the focus goes there. */
  const refusedField = ({ expiresAt }: IssueBody): "certificate" | "expiresAt" | undefined => {
    if (found.check?.problem) return "certificate";
    const value = fieldValue(Date.parse(expiresAt));
    return expiryProblem(value, Date.now(), notAfter) === undefined ? undefined : "expiresAt";
  };
  const submit = form.handleSubmit(async (body) => {
    setProblem(null);
    const refused = refusedField(body);
    if (refused !== undefined) return form.setFocus(refused);
    try {
      await onIssue(body);
    } catch (thrown) {
      setProblem(applyProblem(form, problemOf(thrown)));
    }
  });
  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.currentTarget.requestSubmit();
    }
  };

  return (
    <FormProvider {...form}>
      <form
        aria-label="Issue voucher"
        noValidate
        onKeyDown={onKeyDown}
        onSubmit={(event) => {
          if (isSubmitting) event.preventDefault();
          else void submit(event);
        }}
        className="flex flex-col gap-5"
      >
        <FormField
          name="serialNumber"
          label="Serial number"
          description="Of the device. Only devices with an identity of their own (DevID in a TPM 2.0) take vouchers."
        >
          {(field) => <Input {...field} mono placeholder="JN1234ABC" />}
        </FormField>
        <FormField name="ssrn" label="SSRN" description="Of a voucher entitlement that has something left.">
          {(field) => <Input {...field} mono placeholder="152115129000" />}
        </FormField>
        <CertificateField found={found} />
        <ExpiryField notAfter={notAfter} />
        {problem && (
          <ProblemMessage
            problem={problem}
            actions={
              leadsToVouchers.has(problem.code) && (
                <ButtonLink href={vouchersOfDevice(serialNumber.trim().toUpperCase())}>
                  Show vouchers of this device
                </ButtonLink>
              )
            }
          />
        )}
        <div className="flex flex-wrap items-center gap-2">
          <Button type="submit" variant="primary" loading={isSubmitting}>
            Issue voucher
          </Button>
          <ButtonLink href={vouchersPath}>Cancel</ButtonLink>
        </div>
      </form>
    </FormProvider>
  );
}

"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { CallBudgetGauge } from "@/components/patterns/call-budget";
import { Dossier, Page } from "@/components/patterns/dossier";
import { Notice } from "@/components/patterns/notice";
import { PageHead } from "@/components/patterns/page-head";
import { Section } from "@/components/patterns/section";
import { VendorWarnings } from "@/components/patterns/vendor-warnings";
import { ButtonLink } from "@/components/ui/link";
import type { VendorWarnings as Warnings } from "@/lib/contract/entitlements";
import type { IssuedVoucher } from "@/lib/contract/vouchers";
import { newVoucherPath, voucherPath } from "../paths";
import { useBudget, useIssueVoucher } from "../queries";
import { IssueForm } from "./issue-form";

interface Warned {
  voucher: IssuedVoucher;
  warnings: Warnings;
}

/** Issued, and Juniper had something to say: that is read before going on. */
function IssuedWithWarnings({ voucher, warnings }: Warned) {
  return (
    <>
      <Notice
        kind="ok"
        alert
        title={`The voucher for ${voucher.serialNumber} was issued`}
        actions={
          <>
            <ButtonLink variant="primary" href={voucherPath(voucher.voucherId)}>
              Open it
            </ButtonLink>
            <ButtonLink href={newVoucherPath({ ssrn: voucher.ssrn })}>Issue another</ButtonLink>
          </>
        }
      />
      <VendorWarnings warnings={warnings} title="Juniper warns" />
    </>
  );
}

const meanings = [
  "Juniper signs a file that says: the device with this serial number belongs to the domain of this certificate.",
  "It takes one of the SSRN's quantity, and one call to Juniper.",
  "The file is kept sealed here. Whoever may reveal licenses can download it, and each time goes into the audit history.",
  "A voucher file that was handed out cannot be recalled: devices take it until it expires.",
];

/** Asks Juniper for a voucher. */
export function IssueScreen({ serialNumber, ssrn }: { serialNumber?: string; ssrn?: string }) {
  const router = useRouter();
  const budget = useBudget();
  const issue = useIssueVoucher();
  const [warned, setWarned] = useState<Warned>();
  return (
    <Page>
      <PageHead title="Issue voucher" description={budget && <CallBudgetGauge budget={budget} plain />} />
      {warned ? (
        <IssuedWithWarnings {...warned} />
      ) : (
        <Dossier
          facts={
            <IssueForm
              known={{ ...(serialNumber && { serialNumber }), ...(ssrn && { ssrn }) }}
              onIssue={async (body) => {
                const issued = await issue.mutateAsync({ body });
                if (issued.warnings.length > 0) setWarned(issued);
                else router.push(voucherPath(issued.voucher.voucherId));
              }}
            />
          }
          life={
            <Section title="What issuing does">
              <ul className="flex list-disc flex-col gap-2 pl-4 text-13 text-soft">
                {meanings.map((meaning) => (
                  <li key={meaning}>{meaning}</li>
                ))}
              </ul>
            </Section>
          }
        />
      )}
    </Page>
  );
}

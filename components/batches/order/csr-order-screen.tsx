"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { Page } from "@/components/patterns/dossier";
import { Facts } from "@/components/patterns/facts";
import { fileSize } from "@/components/patterns/file-size";
import { PageHead } from "@/components/patterns/page-head";
import { problemOf } from "@/components/patterns/problem";
import { ProblemMessage } from "@/components/patterns/problem-message";
import { Section } from "@/components/patterns/section";
import { Button } from "@/components/ui/button";
import { Progress } from "@/components/ui/progress";
import type { CertificateProfile } from "@/lib/contract/certificate-profiles";
import { checkProfileAllows } from "@/lib/domain/certificate-batches/order-rules";
import { batchPath } from "../columns";
import { useCheckCsrs, useOrderFromCsrs } from "../queries";
import { BalanceFacts } from "./balance-facts";
import { CsrFindings, isGood } from "./csr-findings";
import { blobOf, type CsrSource, CsrSourceFields, noSource } from "./csr-source";
import { type FailedOrder, failedOrder, spendLine } from "./order-problem";
import { OrderReview } from "./order-review";
import { OrderSteps, Step } from "./order-steps";
import { ProfileStep, useOrderProfile } from "./profile-step";
import { UnsavedGuard } from "./unsaved-guard";

const among = "among the newest batches";

/** Where an order of CSRs would be found: it has no name of ours, only its size and its time. */
function lookupOf(profile: CertificateProfile | undefined, size: number): string {
  const search = {
    certificateProfile: String(profile?.certificateProfileId ?? ""),
    certificates: `${size}..${size}`,
  };
  return `/batches?${new URLSearchParams(search)}`;
}

/** Why it cannot be ordered yet. */
function whyNot(profile: CertificateProfile | undefined, good: boolean, size: number): string | undefined {
  if (profile === undefined) return "Choose a certificate profile first.";
  if (!good) return "Check the CSRs first; all of them have to be good.";
  return checkProfileAllows(profile, size, "file").errors[0]?.message;
}

/** Orders a batch from certificate signing requests: the keys stay where they are. */
export function CsrOrderScreen() {
  const router = useRouter();
  const chosen = useOrderProfile();
  const [source, setSource] = useState<CsrSource>(noSource);
  const check = useCheckCsrs();
  const send = useOrderFromCsrs();
  const [confirming, setConfirming] = useState(false);
  const [failed, setFailed] = useState<FailedOrder>();
  const [looked, setLooked] = useState(false);
  const { profile } = chosen;
  const blob = blobOf(source);
  // Its errors name the file, which is the only thing there is; its words say the same.
  const checkProblem = check.error && { ...problemOf(check.error), errors: [] };
  const good = check.data !== undefined && isGood(check.data);
  const size = good ? check.data.total : null;
  const warnings = profile && size ? checkProfileAllows(profile, size, "file").warnings : [];

  const change = (next: CsrSource) => {
    setSource(next);
    // A result is about the CSRs it was made of, and about no others.
    check.reset();
    if (next.way === "file" && next.file !== null && next.file !== source.file) check.mutate(next.file);
  };
  const confirm = async () => {
    // What was checked is what is sent: any change has dropped the check.
    if (check.variables === undefined || profile === undefined) return;
    setFailed(undefined);
    setLooked(false);
    try {
      const query = { certificateProfileId: profile.certificateProfileId };
      const batch = await send.mutateAsync({ query, file: check.variables });
      router.push(batchPath(batch.batchId));
    } catch (thrown) {
      // The dialog closes all the same: it would offer its button again, and this is no matter of pressing again.
      setFailed(failedOrder(thrown, `Look ${among} for one of this size before you order again.`));
    }
  };

  return (
    <Page>
      <PageHead
        title="Order from CSRs"
        description="You made the keys; Sectigo signs a certificate for each request. No key leaves its place."
      />
      <OrderSteps
        steps={
          <>
            <ProfileStep order={chosen} />
            <Step number={2} title="Certificate signing requests">
              <CsrSourceFields source={source} onChange={change} />
              {check.isPending ? (
                <Progress label="Checking the CSRs" value={null} max={1} text={fileSize(blob?.size ?? 0)} />
              ) : (
                <Button
                  className="self-start"
                  disabledReason={blob === null ? "Choose a file or paste CSRs first." : undefined}
                  onClick={() => blob && check.mutate(blob)}
                >
                  Check CSRs
                </Button>
              )}
              {checkProblem && <ProblemMessage problem={checkProblem} />}
            </Step>
            <Step number={3} title="Check" wide>
              {check.data ? (
                <CsrFindings check={check.data} />
              ) : (
                <p className="text-13 text-muted">
                  Each CSR is read and its signature verified here, and what occurs twice is named, before
                  anything is sent to Sectigo.
                </p>
              )}
            </Step>
          </>
        }
        outlook={
          profile && (
            <Section title="Balance">
              <BalanceFacts balance={profile.balance} size={size} />
            </Section>
          )
        }
        review={
          <OrderReview
            step={4}
            spends={profile && size ? spendLine(size, profile.balance, among) : undefined}
            warnings={warnings.map(({ message }) => message)}
            failed={failed}
            lookup={{ label: "Look among the newest batches", href: lookupOf(profile, size ?? 0) }}
            looked={looked}
            onLook={() => setLooked(true)}
            blocked={whyNot(profile, good, size ?? 0)}
            busy={send.isPending || send.isSuccess}
            onOrder={() => setConfirming(true)}
          />
        }
      />
      {profile && size !== null && (
        <ConfirmDialog
          open={confirming}
          onOpenChange={setConfirming}
          level={1}
          gentle
          title="Order batch"
          consequence={spendLine(size, profile.balance, among)}
          doesNot="No key is sent, and nothing reaches a device: the certificates come as a zip."
          onConfirm={confirm}
        >
          <Facts
            facts={[
              { label: "Certificate profile", value: profile.name },
              { label: "CSRs", value: size.toLocaleString("en") },
            ]}
          />
        </ConfirmDialog>
      )}
      <UnsavedGuard active={blob !== null && !send.isSuccess} />
    </Page>
  );
}

"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useMemo, useRef, useState } from "react";
import { readFailure } from "@/components/patterns/answer";
import { Page } from "@/components/patterns/dossier";
import { PageHead } from "@/components/patterns/page-head";
import { Section } from "@/components/patterns/section";
import { Skeleton } from "@/components/ui/skeleton";
import type { PublishedRules } from "@/lib/domain/certificate-batches/order-rules";
import { withoutBlanks } from "@/lib/domain/certificate-batches/order-rules";
import { batchPath } from "../columns";
import { useGenerators, useOrderFromGenerator, useProfileParameters } from "../queries";
import { BalanceFacts } from "./balance-facts";
import { CommonNamesPreview } from "./common-names-preview";
import { GeneratorConfirm } from "./generator-confirm";
import { GeneratorFields } from "./generator-fields";
import { type FailedOrder, failedOrder, spendLine } from "./order-problem";
import { OrderReview } from "./order-review";
import { OrderSteps } from "./order-steps";
import { ProfileStep, useOrderProfile } from "./profile-step";
import { UnsavedGuard } from "./unsaved-guard";
import { useGeneratorOrder } from "./use-generator-order";

/** The vendor's rules for the chosen profile; undefined until all of them are there. */
function usePublishedRules(profile: PublishedRules["profile"] | undefined) {
  const generators = useGenerators(profile?.certificateProfileId);
  const parameters = useProfileParameters(profile?.certificateProfileId);
  // Another profile's rules must not stand in while these are fetched.
  const known = !generators.isPlaceholderData && !parameters.isPlaceholderData;
  const generatorItems = generators.data?.value.items;
  const parameterItems = parameters.data?.value.items;
  const rules = useMemo<PublishedRules | undefined>(
    () =>
      known && profile && generatorItems && parameterItems
        ? { profile, generators: generatorItems, profileParameters: parameterItems }
        : undefined,
    [known, profile, generatorItems, parameterItems],
  );
  return { rules, failure: readFailure(generators) ?? readFailure(parameters) };
}

/** Orders a batch whose keys and common names Sectigo makes. */
export function GeneratorOrderScreen() {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const chosen = useOrderProfile();
  const { rules, failure } = usePublishedRules(chosen.profile);
  const state = useGeneratorOrder(rules, form);
  const send = useOrderFromGenerator();
  const [confirming, setConfirming] = useState(false);
  const [failed, setFailed] = useState<FailedOrder>();
  const [looked, setLooked] = useState(false);
  const [missingProfile, setMissingProfile] = useState(false);
  const { draft, order, generator } = state;
  const size = draft.batchSize;
  const lookup = `/batches?${new URLSearchParams({
    certificateProfile: String(chosen.profile?.certificateProfileId ?? ""),
    name: draft.batchName.trim(),
  })}`;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (chosen.profile === undefined) {
      setMissingProfile(true);
      return;
    }
    if (state.submit()) setConfirming(true);
  };
  const confirm = async () => {
    if (order === undefined) return;
    setFailed(undefined);
    setLooked(false);
    try {
      const batch = await send.mutateAsync({ body: withoutBlanks(order) });
      router.push(batchPath(batch.batchId));
    } catch (thrown) {
      // The dialog closes all the same: it would offer its button again, and this is no matter of pressing again.
      const found = failedOrder(
        thrown,
        `Look for a batch called “${order.batchName}” before you order again.`,
      );
      setFailed({
        ...found,
        problem: { ...found.problem, errors: state.takeMessages(found.problem.errors ?? []) },
      });
    }
  };

  return (
    <Page>
      <PageHead
        title="Order with generated keys"
        description="Sectigo makes the keys, names the certificates by a rule, and delivers password-protected PKCS#12 files."
      />
      <form ref={form} noValidate onSubmit={submit}>
        <OrderSteps
          steps={
            <>
              <ProfileStep
                order={chosen}
                error={
                  missingProfile && !chosen.profile
                    ? "Choose a certificate profile."
                    : state.messageAt("certificateProfileId")
                }
              />
              {failure}
              {!failure && chosen.profile && !rules && <Skeleton className="h-96 w-full" />}
              {rules && <GeneratorFields rules={rules} state={state} />}
            </>
          }
          outlook={
            rules &&
            order &&
            generator && (
              <>
                <Section title="Common names">
                  <CommonNamesPreview
                    generator={generator}
                    values={order.generatorParameters}
                    size={order.batchSize}
                  />
                </Section>
                <Section title="Balance">
                  <BalanceFacts balance={rules.profile.balance} size={size} />
                </Section>
              </>
            )
          }
          review={
            <OrderReview
              step={5}
              spends={rules && size ? spendLine(size, rules.profile.balance, "by name") : undefined}
              warnings={state.warnings}
              failed={failed}
              lookup={{ label: "Look for it by name", href: lookup }}
              looked={looked}
              onLook={() => setLooked(true)}
              busy={send.isPending || send.isSuccess}
            />
          }
        />
      </form>
      {rules && order && generator && (
        <GeneratorConfirm
          open={confirming}
          onOpenChange={setConfirming}
          rules={rules}
          generator={generator}
          order={order}
          onConfirm={confirm}
        />
      )}
      <UnsavedGuard active={state.dirty && !send.isSuccess} />
    </Page>
  );
}

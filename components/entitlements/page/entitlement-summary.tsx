"use client";

import { Dossier } from "@/components/patterns/dossier";
import { type Fact, Facts } from "@/components/patterns/facts";
import { Identifier } from "@/components/patterns/identifier";
import { Notice } from "@/components/patterns/notice";
import { Section } from "@/components/patterns/section";
import { ExactTime } from "@/components/patterns/time/timestamp";
import { Timeline } from "@/components/patterns/timeline";
import { ButtonLink } from "@/components/ui/link";
import { Skeleton } from "@/components/ui/skeleton";
import { useNow } from "@/components/ui/use-now";
import type { EntitlementDetail } from "@/lib/contract/entitlements";
import { entitlementPath } from "../paths";
import { QuantityMeter } from "../quantity-meter";
import { freeOf, noEnd, number, typeWord } from "../words";
import { ActivationCode } from "./activation-code";
import { type ShownEntitlement, useShownEntitlement } from "./entitlement-context";
import { lifeOf } from "./life";

const minuteMs = 60_000;
const unsaid = "not said";

const mono = (value: string | null, label: string) => value && <Identifier value={value} label={label} />;

function productFacts(entitlement: EntitlementDetail, { group }: Pick<ShownEntitlement, "group">): Fact[] {
  const { productDescription, productSku, type, ssrn, entitlementId, activationCodeMasked } = entitlement;
  return [
    { label: "Product", value: productDescription, missing: unsaid },
    { label: "SKU", value: mono(productSku, "SKU"), missing: unsaid },
    { label: "Type", value: type && typeWord(type), missing: unsaid },
    { label: "SSRN", value: mono(ssrn, "SSRN"), missing: unsaid },
    {
      label: "Activation code",
      value: activationCodeMasked && (
        <ActivationCode masked={activationCodeMasked} entitlementId={entitlementId} group={group} />
      ),
      missing: unsaid,
    },
    { label: "Juniper's status", value: entitlement.status, missing: unsaid },
  ];
}

function quantityFacts({ quantity, type, startsAt, endsAt }: EntitlementDetail): Fact[] {
  const free = freeOf(quantity);
  return [
    { label: "Used", value: <QuantityMeter quantity={quantity} /> },
    {
      label: "Free",
      value: free === null ? null : <span className="tabular">{number(free)}</span>,
      missing: unsaid,
    },
    { label: "Starts", value: startsAt && <ExactTime value={startsAt} />, missing: unsaid },
    { label: "Ends", value: endsAt && <ExactTime value={endsAt} />, missing: noEnd(type) },
  ];
}

function ownerFacts({ customerId, groupId, accountId }: EntitlementDetail): Fact[] {
  return [
    { label: "Customer", value: mono(customerId, "customer id"), missing: unsaid },
    { label: "Group", value: mono(groupId, "group id"), missing: unsaid },
    { label: "Account", value: mono(accountId, "account id"), missing: unsaid },
  ];
}

/** What somebody should act on; nothing while all is well. */
function NeedsYou({
  entitlement,
  group,
}: {
  entitlement: EntitlementDetail;
  group: ShownEntitlement["group"];
}) {
  const { standing, entitlementId, quantity } = entitlement;
  const activations = (
    <ButtonLink size="small" href={entitlementPath(entitlementId, group, "activations")}>
      Show activations
    </ButtonLink>
  );
  if (standing === "exceeded") {
    return (
      <Notice kind="failed" title="More is activated than was bought" actions={activations}>
        Out of compliance until licenses are released or more are bought.
      </Notice>
    );
  }
  const active = quantity.activated ?? 0;
  if ((standing === "expired" || standing === "revoked") && active > 0) {
    return (
      <Notice
        kind="failed"
        title={`${number(active)} ${active === 1 ? "license is" : "licenses are"} still active of an entitlement that ${standing === "expired" ? "has ended" : "was revoked"}`}
        actions={activations}
      >
        Out of compliance until they are released, and their keys removed on the devices.
      </Notice>
    );
  }
  return null;
}

/** What an entitlement is: the product, how much of it there is, whose it is, and what its dates mean. */
export function EntitlementSummary() {
  const { entitlement, group, failed } = useShownEntitlement();
  const nowMs = useNow(minuteMs);
  if (failed) return null;
  if (entitlement === undefined) return <Skeleton className="h-96 w-full" />;
  const life = lifeOf(entitlement, nowMs);
  return (
    <>
      <NeedsYou entitlement={entitlement} group={group} />
      <Dossier
        facts={
          <>
            <Section title="Product">
              <Facts facts={productFacts(entitlement, { group })} />
            </Section>
            <Section title="Quantity and dates">
              <Facts facts={quantityFacts(entitlement)} />
            </Section>
            <Section title="Whose it is">
              <Facts facts={ownerFacts(entitlement)} />
            </Section>
          </>
        }
        life={
          <Section title="What its dates mean">
            {life.length === 0 ? (
              <p className="text-13 text-muted">Juniper tells none.</p>
            ) : (
              <Timeline
                label="Dates of this entitlement"
                entries={life.map(({ at, meaning, ...entry }) => ({
                  ...entry,
                  detail: (
                    <>
                      <ExactTime value={at} />
                      <span className="block">{meaning}</span>
                    </>
                  ),
                }))}
              />
            )}
          </Section>
        }
      />
    </>
  );
}

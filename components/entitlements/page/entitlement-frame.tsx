"use client";

import KeyRound from "lucide-react/icons/key-round";
import { usePathname, useSearchParams } from "next/navigation";
import { type ReactNode, useState } from "react";
import { readFailure, StaleNotice } from "@/components/patterns/answer";
import { CallBudgetGauge } from "@/components/patterns/call-budget";
import { Page } from "@/components/patterns/dossier";
import { GroupNotices } from "@/components/patterns/group-notices";
import { Identifier } from "@/components/patterns/identifier";
import { PageHead } from "@/components/patterns/page-head";
import { PolledPageHead } from "@/components/patterns/polled-page-head";
import { Blank } from "@/components/patterns/states";
import { usePollClock } from "@/components/patterns/time/use-poll-clock";
import { useCan } from "@/components/patterns/who";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/link";
import { TabLinks } from "@/components/ui/tabs";
import { problemOf } from "@/lib/browser/queries";
import { type EntitlementDetail, entitlements } from "@/lib/contract/entitlements";
import { ActivateActs } from "../activate/activate-acts";
import { whyNotActivatable } from "../activate/activation-words";
import {
  type EntitlementGroup,
  type EntitlementPart,
  entitlementParts,
  entitlementPath,
  newVoucherPath,
  partOf,
} from "../paths";
import { useBudget, useEntitlement } from "../queries";
import { EntitlementStanding } from "../standing";
import { givesLicenses, givesVouchers, nameOf } from "../words";
import { EntitlementProvider } from "./entitlement-context";

const refreshEveryMs = 60_000;

const tabs: readonly { part: EntitlementPart; label: string }[] = [
  { part: "summary", label: "Summary" },
  { part: "activations", label: "Activations" },
  { part: "vouchers", label: "Vouchers" },
  { part: "history", label: "History" },
  { part: "raw", label: "Raw" },
];

function EntitlementTabs({ entitlementId, group }: { entitlementId: string; group: EntitlementGroup }) {
  const shown = partOf(usePathname());
  return (
    <TabLinks
      label="Parts of this entitlement"
      items={tabs.map(({ part, label }) => ({
        href: entitlementPath(entitlementId, group, part),
        label,
        current: entitlementParts[part] === shown,
      }))}
    />
  );
}

/** The group in the address; nothing where it is the connection's own. */
function useGroup(): EntitlementGroup {
  const search = useSearchParams();
  const read = entitlements.get.query.safeParse({
    customerId: search.get("customerId") || undefined,
    groupId: search.get("groupId") || undefined,
  });
  if (!read.success) return {};
  const { customerId, groupId } = read.data;
  return { ...(customerId && { customerId }), ...(groupId && { groupId }) };
}

/** In the place of an entitlement that the group does not have. */
function EntitlementGone({ entitlementId }: { entitlementId: string }) {
  return (
    <Page>
      <PageHead title={<span className="font-mono">{entitlementId}</span>} />
      <Blank
        title="This group has no such entitlement"
        actions={<ButtonLink href="/entitlements">All entitlements</ButtonLink>}
        alert
      >
        It is of another customer or group, it is new, or Juniper does not list it any more. Validating its
        SSRN in the list of entitlements tells.
      </Blank>
    </Page>
  );
}

function IdentityLine({ entitlement }: { entitlement: EntitlementDetail }) {
  const { productSku, ssrn, entitlementId } = entitlement;
  return (
    <span className="flex flex-wrap items-center gap-x-4 gap-y-1">
      {productSku !== null && <span className="font-mono text-12">{productSku}</span>}
      {ssrn !== null && (
        <span className="flex items-center gap-1.5">
          SSRN <Identifier value={ssrn} label="SSRN" />
        </span>
      )}
      {entitlementId !== ssrn && (
        <span className="flex items-center gap-1.5">
          Id <Identifier value={entitlementId} label="entitlement id" />
        </span>
      )}
    </span>
  );
}

/** What is mostly done with it: licenses are activated, vouchers are issued. */
function Act({ entitlement, onActivate }: { entitlement: EntitlementDetail; onActivate: () => void }) {
  const { ssrn } = entitlement;
  return (
    <>
      {givesVouchers(entitlement) && ssrn !== null && (
        <ButtonLink
          variant={givesLicenses(entitlement) ? "secondary" : "primary"}
          href={newVoucherPath(ssrn)}
        >
          Issue voucher
        </ButtonLink>
      )}
      {givesLicenses(entitlement) && (
        <Button
          variant="primary"
          icon={<KeyRound aria-hidden className="size-4" />}
          disabledReason={whyNotActivatable(entitlement)}
          onClick={onActivate}
        >
          Activate licenses
        </Button>
      )}
    </>
  );
}

/** Around every tab of an entitlement: what it is, how it stands, what can be done. */
export function EntitlementFrame({
  entitlementId,
  children,
}: {
  entitlementId: string;
  children: ReactNode;
}) {
  const mayAct = useCan()("licenses:write");
  const group = useGroup();
  const clock = usePollClock("entitlement", refreshEveryMs);
  const { read, askNow } = useEntitlement(entitlementId, group, clock.refetchInterval);
  const budget = useBudget();
  const [activating, setActivating] = useState(false);
  const answer = read.isPlaceholderData ? undefined : read.data;
  const entitlement = answer?.value;
  if (problemOf(read.error)?.code === "not_found") return <EntitlementGone entitlementId={entitlementId} />;
  const activate = () => setActivating(true);
  const mayActivate = mayAct && entitlement !== undefined && whyNotActivatable(entitlement) === undefined;
  return (
    <Page>
      <PolledPageHead
        title={
          entitlement === undefined ? <span className="font-mono">{entitlementId}</span> : nameOf(entitlement)
        }
        status={entitlement && <EntitlementStanding standing={entitlement.standing} variant="badge" />}
        description={
          <div className="flex flex-col gap-1">
            {entitlement && <IdentityLine entitlement={entitlement} />}
            {budget && <CallBudgetGauge budget={budget} />}
          </div>
        }
        clock={clock}
        read={{
          dataUpdatedAt: answer?.asOf.getTime() ?? 0,
          isFetching: read.isFetching,
          refetch: askNow,
        }}
        action={mayAct && entitlement && <Act entitlement={entitlement} onActivate={activate} />}
      />
      <StaleNotice read={read} vendor="Juniper" what="this entitlement" />
      {readFailure(read, "Licenses that were activated here keep their keys and files, and still open.")}
      <GroupNotices group={entitlement?.group} />
      <EntitlementTabs entitlementId={entitlementId} group={group} />
      <EntitlementProvider
        shown={{
          entitlementId,
          group,
          entitlement,
          failed: entitlement === undefined && read.error !== null,
          asOf: answer?.asOf,
          refetchInterval: clock.refetchInterval,
          onActivate: mayActivate ? activate : undefined,
        }}
      >
        {children}
      </EntitlementProvider>
      <ActivateActs
        entitlement={activating ? entitlement : undefined}
        group={group}
        onClose={() => setActivating(false)}
      />
    </Page>
  );
}

"use client";

import Download from "lucide-react/icons/download";
import { useState } from "react";
import { readFailure, StaleNotice } from "@/components/patterns/answer";
import { Dossier, Page } from "@/components/patterns/dossier";
import { Identifier } from "@/components/patterns/identifier";
import { PageHead } from "@/components/patterns/page-head";
import { PolledPageHead } from "@/components/patterns/polled-page-head";
import { problemOf } from "@/components/patterns/problem";
import { ProblemMessage } from "@/components/patterns/problem-message";
import { RawJson } from "@/components/patterns/raw-json";
import { Blank } from "@/components/patterns/states";
import { usePollClock } from "@/components/patterns/time/use-poll-clock";
import { VendorWarnings } from "@/components/patterns/vendor-warnings";
import { VoucherStanding } from "@/components/patterns/voucher-standing";
import { useCan } from "@/components/patterns/who";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/link";
import { Skeleton } from "@/components/ui/skeleton";
import type { VendorWarnings as Warnings } from "@/lib/contract/entitlements";
import type { VoucherDetail } from "@/lib/contract/vouchers";
import type { VoucherAct } from "../acts";
import { vouchersPath } from "../paths";
import { useVoucher } from "../queries";
import { RevokeVoucherDialog } from "../revoke-dialog";
import { VoucherChanges } from "../row-actions";
import { SettleForm } from "../settle-form";
import { fileOf, useDownloadVoucher } from "../use-download";
import { VoucherCertificate, VoucherFile, VoucherRecord } from "./voucher-facts";
import { VoucherLife } from "./voucher-life";
import { VoucherNotices } from "./voucher-notices";

const refreshEveryMs = 60_000;

function VoucherGone() {
  return (
    <Page>
      <PageHead title="Voucher" />
      <Blank
        title="There is no voucher with this id"
        actions={<ButtonLink href={vouchersPath}>All vouchers</ButtonLink>}
        alert
      >
        Only vouchers that were asked for here have a page.
      </Blank>
    </Page>
  );
}

function Parts({ voucher }: { voucher: VoucherDetail }) {
  return (
    <>
      <Dossier
        facts={
          <>
            <VoucherRecord voucher={voucher} />
            <VoucherFile voucher={voucher} />
            <VoucherCertificate voucher={voucher} />
          </>
        }
        life={<VoucherLife voucher={voucher} />}
      />
      {voucher.decoded !== null && (
        <RawJson
          label="Raw voucher"
          value={voucher.decoded}
          note="As it is read here from the signed file."
        />
      )}
    </>
  );
}

/** One voucher: what it says, what it pins, what happened to it, and what can be done. */
export function VoucherScreen({ voucherId }: { voucherId: string }) {
  const can = useCan();
  const clock = usePollClock("voucher", refreshEveryMs);
  const read = useVoucher(voucherId, clock.refetchInterval);
  const download = useDownloadVoucher();
  const [act, setAct] = useState<VoucherAct>();
  const [warnings, setWarnings] = useState<Warnings>([]);
  const voucher = read.isPlaceholderData ? undefined : read.data?.value;
  const close = () => setAct(undefined);
  if (read.error !== null && problemOf(read.error).code === "not_found") return <VoucherGone />;
  return (
    <Page>
      <PolledPageHead
        title={
          voucher ? (
            <>
              Voucher for <span className="font-mono">{voucher.serialNumber}</span>
            </>
          ) : (
            "Voucher"
          )
        }
        status={voucher && <VoucherStanding standing={voucher.standing} variant="badge" />}
        description={voucher && <Identifier value={voucher.voucherId} label="voucher id" />}
        clock={clock}
        read={read}
        action={
          voucher?.fileName &&
          can("licenses:reveal") && (
            <Button
              icon={<Download aria-hidden className="size-4" />}
              loading={download.isPending}
              onClick={() => download.mutate(fileOf(voucher))}
            >
              Download file
            </Button>
          )
        }
        menu={voucher && can("licenses:write") && <VoucherChanges voucher={voucher} onAct={setAct} />}
      />
      <StaleNotice read={read} vendor="The console" what="this voucher" />
      {readFailure(read)}
      <VendorWarnings warnings={warnings} title="The voucher was revoked, and Juniper warns" />
      {download.error && <ProblemMessage problem={problemOf(download.error)} />}
      {voucher && <VoucherNotices voucher={voucher} onAct={setAct} />}
      {voucher ? <Parts voucher={voucher} /> : read.error === null && <Skeleton className="h-96 w-full" />}
      <RevokeVoucherDialog
        voucher={act === "revoke" ? voucher : undefined}
        onClose={close}
        onRevoked={setWarnings}
      />
      <SettleForm voucher={act === "settle" ? voucher : undefined} onClose={close} />
    </Page>
  );
}

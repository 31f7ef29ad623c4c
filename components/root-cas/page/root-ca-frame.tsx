"use client";

import Download from "lucide-react/icons/download";
import { usePathname, useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { readFailure, StaleNotice } from "@/components/patterns/answer";
import { Page } from "@/components/patterns/dossier";
import { Identifier } from "@/components/patterns/identifier";
import { PageHead } from "@/components/patterns/page-head";
import { PolledPageHead } from "@/components/patterns/polled-page-head";
import { Blank } from "@/components/patterns/states";
import { usePollClock } from "@/components/patterns/time/use-poll-clock";
import { useCan } from "@/components/patterns/who";
import { ButtonLink } from "@/components/ui/link";
import { TabLinks } from "@/components/ui/tabs";
import { problemOf } from "@/lib/browser/queries";
import type { RootCaDetail } from "@/lib/contract/root-cas";
import { DeleteRootCaDialog } from "../delete-dialog";
import { RootCaStatus } from "../expiry";
import { type RootCaPart, rootCaPath } from "../paths";
import { useRootCa } from "../queries";
import { RenewalForm } from "../renewal-form";
import { certificateAddress, type RootCaAct, RootCaChanges } from "../row-actions";
import { ListHistory } from "./list-history";
import { RootCaProvider } from "./root-ca-context";

const refreshEveryMs = 60_000;

const tabs: readonly { part: RootCaPart; label: string }[] = [
  { part: "summary", label: "Summary" },
  { part: "devices", label: "Devices" },
  { part: "revocationList", label: "Revocation list" },
  { part: "proof", label: "Proof of possession" },
  { part: "activity", label: "Activity" },
  { part: "raw", label: "Raw" },
];

function RootCaTabs({ caName }: { caName: string }) {
  const pathname = usePathname();
  return (
    <TabLinks
      label="Parts of this root CA"
      items={tabs.map(({ part, label }) => {
        const href = rootCaPath(caName, part);
        return { href, label, current: pathname === href };
      })}
    />
  );
}

/** In the place of a root CA that the vendor does not know; the lists that were fetched of it are still there. */
function RootCaGone({ caName }: { caName: string }) {
  return (
    <Page>
      <PageHead title={<span className="font-mono">{caName}</span>} />
      <Blank
        title="u-blox knows no root CA with this name"
        actions={<ButtonLink href="/root-cas">All root CAs</ButtonLink>}
        alert
      >
        Its name is written otherwise, or it was deleted. Upper and lower case matter.
      </Blank>
      <ListHistory caName={caName} newestAt={undefined} />
    </Page>
  );
}

function IdentityLine({ rootCa }: { rootCa: RootCaDetail }) {
  const { certificate } = rootCa;
  if (certificate === null) return "Its certificate cannot be read here.";
  return (
    <span className="flex flex-wrap items-center gap-x-4 gap-y-1">
      <span>{certificate.key}</span>
      <span className="flex items-center gap-1.5">
        SHA-256 <Identifier value={certificate.fingerprintSha256} label="SHA-256 fingerprint" />
      </span>
    </span>
  );
}

/** Around every tab of a root CA: what it is, how it stands, what can be done. */
export function RootCaFrame({ caName, children }: { caName: string; children: ReactNode }) {
  const router = useRouter();
  const mayChange = useCan()("root-cas:write");
  const clock = usePollClock("root-ca", refreshEveryMs);
  const read = useRootCa(caName, clock.refetchInterval);
  const [act, setAct] = useState<RootCaAct>();
  const close = () => setAct(undefined);
  const answer = read.isPlaceholderData ? undefined : read.data;
  const rootCa = answer?.value;
  if (problemOf(read.error)?.code === "not_found") return <RootCaGone caName={caName} />;
  return (
    <Page>
      <PolledPageHead
        title={<span className="font-mono">{caName}</span>}
        status={rootCa && <RootCaStatus rootCa={rootCa} />}
        description={rootCa && <IdentityLine rootCa={rootCa} />}
        clock={clock}
        read={read}
        action={
          rootCa?.certificatePem && (
            <ButtonLink
              href={certificateAddress(caName)}
              download
              icon={<Download aria-hidden className="size-4" />}
            >
              Download PEM
            </ButtonLink>
          )
        }
        menu={mayChange && rootCa && <RootCaChanges onAct={setAct} />}
      />
      <StaleNotice read={read} vendor="u-blox" what="this root CA" />
      {readFailure(
        read,
        "Revocation lists that were fetched, and the audit history, are kept here and still open.",
      )}
      <RootCaTabs caName={caName} />
      <RootCaProvider shown={{ caName, rootCa, asOf: answer?.asOf, refetchInterval: clock.refetchInterval }}>
        {children}
      </RootCaProvider>
      <RenewalForm rootCa={act === "renewal" ? rootCa : undefined} onClose={close} />
      <DeleteRootCaDialog
        caName={act === "delete" ? caName : undefined}
        onClose={close}
        onDeleted={() => router.push("/root-cas")}
      />
    </Page>
  );
}

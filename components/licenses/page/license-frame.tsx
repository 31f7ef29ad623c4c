"use client";

import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { readFailure, StaleNotice } from "@/components/patterns/answer";
import { Page } from "@/components/patterns/dossier";
import { Identifier } from "@/components/patterns/identifier";
import { LicenseStanding } from "@/components/patterns/license-standing";
import { Notice } from "@/components/patterns/notice";
import { PageHead } from "@/components/patterns/page-head";
import { PolledPageHead } from "@/components/patterns/polled-page-head";
import { Blank } from "@/components/patterns/states";
import { usePollClock } from "@/components/patterns/time/use-poll-clock";
import { useCan } from "@/components/patterns/who";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { ButtonLink } from "@/components/ui/link";
import { TabLinks } from "@/components/ui/tabs";
import { problemOf } from "@/lib/browser/queries";
import type { LicenseDetail } from "@/lib/contract/licenses";
import { LicenseActs } from "../license-acts";
import { InDoubtNotice } from "../notices";
import { type LicensePart, licenseParts, licensePath, partOf } from "../paths";
import { useLicense } from "../queries";
import { LicenseActions } from "../row-actions";
import { useLicenseActs } from "../use-license-acts";
import { isReleasable, productOf, wasReleasedElsewhere } from "../words";
import { LicenseProvider } from "./license-context";

const refreshEveryMs = 60_000;

const tabs: readonly { part: LicensePart; label: string }[] = [
  { part: "summary", label: "Summary" },
  { part: "keyAndFile", label: "Key and file" },
  { part: "device", label: "Device" },
  { part: "activity", label: "Activity" },
  { part: "raw", label: "Raw" },
];

function LicenseTabs({ licenseId }: { licenseId: string }) {
  const shown = partOf(usePathname());
  return (
    <TabLinks
      label="Parts of this license"
      items={tabs.map(({ part, label }) => ({
        href: licensePath(licenseId, part),
        label,
        current: licenseParts[part] === shown,
      }))}
    />
  );
}

/** In the place of a license that nobody knows. */
function LicenseGone({ licenseId }: { licenseId: string }) {
  return (
    <Page>
      <PageHead title={<span className="font-mono">{licenseId}</span>} />
      <Blank
        title="There is no such license"
        actions={<ButtonLink href="/activations">All activations</ButtonLink>}
        alert
      >
        One that was activated elsewhere is known only as long as Juniper lists it.
      </Blank>
    </Page>
  );
}

function IdentityLine({ license }: { license: LicenseDetail }) {
  const { ssrn, vendorLicenseId, productDescription } = license;
  return (
    <span className="flex flex-wrap items-center gap-x-4 gap-y-1">
      {productOf(license) !== null && <span>{productOf(license)}</span>}
      {ssrn !== null && productDescription !== null && (
        <span className="flex items-center gap-1.5">
          SSRN <Identifier value={ssrn} label="SSRN" />
        </span>
      )}
      {vendorLicenseId !== null && (
        <span className="flex items-center gap-1.5">
          License id <Identifier value={vendorLicenseId} label="license id" />
        </span>
      )}
    </span>
  );
}

/** Around every tab of a license: on which device, for what, how it stands, what can be done. */
export function LicenseFrame({ licenseId, children }: { licenseId: string; children: ReactNode }) {
  const mayChange = useCan()("licenses:write");
  const clock = usePollClock("license", refreshEveryMs);
  const { read, askNow } = useLicense(licenseId, clock.refetchInterval);
  const acts = useLicenseActs();
  const answer = read.isPlaceholderData ? undefined : read.data;
  const license = answer?.value;
  if (problemOf(read.error)?.code === "not_found") return <LicenseGone licenseId={licenseId} />;
  return (
    <Page>
      <PolledPageHead
        title={<span className="font-mono">{license?.serialNumber ?? licenseId}</span>}
        status={
          license && (
            <>
              <CopyButton value={license.serialNumber} label="Copy serial number" />
              <LicenseStanding standing={license.standing} variant="badge" />
            </>
          )
        }
        description={license && <IdentityLine license={license} />}
        clock={clock}
        read={{
          dataUpdatedAt: answer?.asOf.getTime() ?? 0,
          isFetching: read.isFetching,
          refetch: askNow,
        }}
        action={
          mayChange &&
          license &&
          isReleasable(license) && (
            <Button onClick={() => acts.begin("release", license)}>Release license</Button>
          )
        }
        menu={
          license && <LicenseActions isOpen license={license} onAct={(act) => acts.begin(act, license)} />
        }
      />
      <StaleNotice read={read} vendor="Juniper" what="this license" />
      {readFailure(read, "Vouchers and the audit history do not need Juniper and still work.")}
      {license && (
        <InDoubtNotice
          license={license}
          looking={acts.lookingUp}
          onLookUp={mayChange ? () => acts.begin("lookUp", license) : undefined}
        />
      )}
      {license && wasReleasedElsewhere(license) && (
        <Notice kind="neutral" title="Juniper does not list it any more">
          It was released elsewhere, or has ended there. Its key may still be on the device.
        </Notice>
      )}
      <LicenseActs acts={acts} />
      <LicenseTabs licenseId={licenseId} />
      <LicenseProvider
        shown={{
          licenseId,
          license,
          failed: license === undefined && read.error !== null,
          asOf: answer?.asOf,
          refetchInterval: clock.refetchInterval,
          download: acts.download,
        }}
      >
        {children}
      </LicenseProvider>
    </Page>
  );
}

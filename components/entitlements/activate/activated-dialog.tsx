"use client";

import { Facts } from "@/components/patterns/facts";
import { Identifier } from "@/components/patterns/identifier";
import { ExactTime } from "@/components/patterns/time/timestamp";
import { VendorWarnings } from "@/components/patterns/vendor-warnings";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ButtonLink } from "@/components/ui/link";
import { Spinner } from "@/components/ui/spinner";
import type { License } from "@/lib/contract/licenses";
import { type EntitlementGroup, licensePath, licensesInDoubt } from "../paths";
import { useLicensesOn } from "../queries";
import { noEnd, number } from "../words";
import type { Activated } from "./activate-dialog";
import { type Activatable, lostAmong } from "./activation-words";

interface Props {
  entitlement: Activatable;
  activated: Activated;
  group: EntitlementGroup;
  open: boolean;
  onClose: () => void;
}

/** What is kept of it here, in a sentence. */
function keptWords({ hasKey, fileName }: License): string {
  if (hasKey && fileName !== null) return "Key and file are kept sealed.";
  if (hasKey) return "The key is kept sealed; Juniper gave no file.";
  if (fileName !== null) return "The file is kept sealed; Juniper gave no key.";
  return "Juniper gave neither key nor file.";
}

function Done({ entitlement, license }: { entitlement: Activatable; license: License }) {
  return (
    <Facts
      facts={[
        { label: "Device", value: <Identifier value={license.serialNumber} label="serial number" /> },
        {
          label: "License id",
          value: license.vendorLicenseId && <Identifier value={license.vendorLicenseId} label="license id" />,
          missing: "not said",
        },
        {
          label: "Quantity",
          value: license.quantity === null ? null : number(license.quantity),
          missing: "not said",
        },
        {
          label: "Ends",
          value: license.endsAt && <ExactTime value={license.endsAt} />,
          missing: noEnd(entitlement.type),
        },
      ]}
    />
  );
}

/** The way to the license whose activation is in doubt: its own page, or the list where it will appear. */
function LostWay({
  serialNumber,
  ssrn,
  group,
}: {
  serialNumber: string;
  ssrn: string | null;
  group: EntitlementGroup;
}) {
  const read = useLicensesOn(serialNumber, group);
  if (read.isFetching) return <Spinner label="Looking for it" />;
  const lost = lostAmong(read.data?.value.items ?? [], ssrn);
  return (
    <ButtonLink
      variant="primary"
      href={lost === undefined ? licensesInDoubt(serialNumber) : licensePath(lost.licenseId)}
    >
      Open to look it up
    </ButtonLink>
  );
}

/** What came of an activation. */
export function ActivatedDialog({ entitlement, activated, group, open, onClose }: Props) {
  const change = (next: boolean) => !next && onClose();
  if ("lost" in activated) {
    const { serialNumber } = activated.lost;
    return (
      <Dialog
        open={open}
        onOpenChange={change}
        title="The answer to the activation was lost"
        description={`Nobody knows yet whether ${serialNumber} has its license.`}
        footer={
          <>
            <Button onClick={onClose}>Close</Button>
            <LostWay serialNumber={serialNumber} ssrn={entitlement.ssrn} group={group} />
          </>
        }
      >
        <p className="text-13 text-soft">
          Look it up before anything else: a second activation might take a second license. Looking up takes
          one Juniper call and activates nothing.
        </p>
      </Dialog>
    );
  }
  const { license, warnings } = activated.answer;
  return (
    <Dialog
      open={open}
      onOpenChange={change}
      title="License activated"
      description={keptWords(license)}
      footer={
        <>
          <Button onClick={onClose}>Close</Button>
          <ButtonLink variant="primary" href={licensePath(license.licenseId)}>
            Open license
          </ButtonLink>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Done entitlement={entitlement} license={license} />
        <VendorWarnings warnings={warnings} title="Juniper adds" />
      </div>
    </Dialog>
  );
}

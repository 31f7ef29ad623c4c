import type { z } from "zod";
import type { groupReading } from "@/lib/contract/entitlements";
import { Notice } from "./notice";
import { VendorWarnings } from "./vendor-warnings";

/** What has to be said of a reading of a customer's group before its lists and sums are believed. */
export function GroupNotices({ group }: { group: z.output<typeof groupReading> | undefined }) {
  if (group === undefined) return null;
  return (
    <>
      {!group.complete && (
        <Notice kind="attention" title={`Group ${group.groupId} has more entitlements than are read here`}>
          What is missing is missing in lists, counts and exports too. Ask for a narrower group.
        </Notice>
      )}
      <VendorWarnings warnings={group.warnings} title="Juniper answered with reservations" />
    </>
  );
}

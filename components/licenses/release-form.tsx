"use client";

import { z } from "zod";
import type { PlanInput } from "@/components/jobs/plan/use-making";
import { FormField } from "@/components/patterns/form-sheet/form-field";
import { FormSheet } from "@/components/patterns/form-sheet/form-sheet";
import { Textarea } from "@/components/ui/textarea";
import { statedReason } from "@/lib/contract/reason";
import { licenseCount } from "./words";

interface Props {
  /** Ids of the selected licenses; nothing while it is closed. */
  licenseIds: readonly string[] | undefined;
  group: { customerId?: string; groupId?: string };
  onClose: () => void;
  onPlan: (plan: PlanInput) => void;
}

const release = z.object({ reason: statedReason });

/** Why several licenses are released. Nothing is sent by it. */
export function ReleaseForm({ licenseIds, group, onClose, onPlan }: Props) {
  const count = licenseIds?.length ?? 0;
  return (
    <FormSheet
      open={licenseIds !== undefined}
      onOpenChange={(open) => !open && onClose()}
      title={`Release ${licenseCount(count)}`}
      submitLabel="Make plan"
      description="Gives the quantity back. The key on each device must be removed there too. A plan shows first which they are, which are left out and why. Nothing is sent before you start it."
      schema={release}
      defaultValues={{ reason: "" }}
      onSubmit={async ({ reason }) =>
        onPlan({
          kind: "licenses.release",
          input: { reason, ...group },
          targets: { from: "list", ids: [...(licenseIds ?? [])] },
        })
      }
    >
      <FormField
        name="reason"
        label="Reason"
        description="Stands in every audit row of the job, for ever. Juniper is not told it."
      >
        {(field) => <Textarea {...field} rows={2} />}
      </FormField>
    </FormSheet>
  );
}

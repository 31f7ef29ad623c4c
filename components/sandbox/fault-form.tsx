"use client";

import { z } from "zod";
import { FormField } from "@/components/patterns/form-sheet/form-field";
import { FormSheet } from "@/components/patterns/form-sheet/form-sheet";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { faultDescriptions, faultKind, simulatedVendor } from "@/lib/contract/sandbox";
import { useSetFault } from "./queries";
import { vendorItems } from "./vendor-words";

const faultItems = Object.entries(faultDescriptions).map(([value, description]) => ({
  value,
  label: value.replaceAll("_", " "),
  description,
}));

/** Paths as each vendor spells them. */
const examplePaths: Record<z.output<typeof simulatedVendor>, string> = {
  ublox: "/v1/tag/",
  sectigo: "/api/v1/batches",
  juniper: "/jal-licensing/1.0/licenses/activate",
};

const form = z.object({
  vendor: simulatedVendor,
  fault: faultKind,
  pathPrefix: z
    .string()
    .trim()
    .refine((path) => path === "" || path.startsWith("/"), "A path begins with /."),
  times: z
    .string()
    .trim()
    .refine((times) => times === "" || /^[1-9]\d{0,5}$/.test(times), "A whole number from 1 on, or nothing."),
});

/** Has a simulated vendor misbehave, for all calls or the next few. */
export function FaultForm({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const setFault = useSetFault();
  return (
    <FormSheet<z.input<typeof form>, z.output<typeof form>>
      open={open}
      onOpenChange={onOpenChange}
      title="Set fault"
      description="The simulated vendor misbehaves like this until the fault is cleared."
      schema={form}
      defaultValues={{ vendor: "ublox", fault: "server_error", pathPrefix: "", times: "" }}
      onSubmit={async ({ vendor, fault, pathPrefix, times }) => {
        await setFault.mutateAsync({
          body: {
            vendor,
            fault,
            ...(pathPrefix === "" ? {} : { pathPrefix }),
            ...(times === "" ? {} : { times: Number(times) }),
          },
        });
      }}
    >
      {({ watch }) => (
        <>
          <FormField name="vendor" label="Vendor">
            {(field) => <Select value={field.value} onValueChange={field.onChange} items={vendorItems} />}
          </FormField>
          <FormField name="fault" label="Fault">
            {(field) => <Select value={field.value} onValueChange={field.onChange} items={faultItems} />}
          </FormField>
          <FormField
            name="pathPrefix"
            label="Only paths beginning with"
            optional
            description={`As the vendor spells them: ${examplePaths[watch("vendor")]}`}
          >
            {(field) => <Input mono {...field} />}
          </FormField>
          <FormField
            name="times"
            label="Only the next calls"
            optional
            description="How many. Nothing: until cleared."
          >
            {(field) => <Input inputMode="numeric" {...field} />}
          </FormField>
        </>
      )}
    </FormSheet>
  );
}

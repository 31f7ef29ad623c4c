"use client";

import { FormField } from "@/components/patterns/form-sheet/form-field";
import { FormSheet } from "@/components/patterns/form-sheet/form-sheet";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { hookTypeLabels } from "@/lib/contract/event-labels";
import { hookType, newVendorHook, vendorHooks } from "@/lib/contract/vendor-hooks";
import { useChangeAuthorization, useCreateHook } from "./queries";

const types = hookType.options.map((type) => ({
  value: type,
  label: hookTypeLabels[type],
  description: type,
}));

function AuthorizationField() {
  return (
    <FormField
      name="authorization"
      label="Authorization"
      description="u-blox sends it word for word as the Authorization header: write “Bearer” in front if your receiver wants it. It is not kept here."
    >
      {(field) => <Input {...field} mono type="password" autoComplete="off" />}
    </FormField>
  );
}

/** Registers a hook that calls a receiver of somebody else's. */
export function CreateHookForm({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const create = useCreateHook();
  return (
    <FormSheet
      open={open}
      onOpenChange={onOpenChange}
      title="Create hook"
      description="For a receiver of your own. Those of this console are connected above. One call to u-blox."
      schema={newVendorHook}
      defaultValues={{ url: "", type: hookType.enum.DEVICE_BOOTSTRAP_EVENT, authorization: "" }}
      onSubmit={async (body) => {
        await create.mutateAsync({ body });
      }}
    >
      <FormField
        name="url"
        label="Address"
        description="https only. Hooks are changed and deleted by their address alone: give each type its own."
      >
        {(field) => <Input {...field} mono placeholder="https://events.example.com/u-blox/errors" />}
      </FormField>
      <FormField name="type" label="Calls for">
        {({ onChange, ...field }) => <Select {...field} items={types} onValueChange={onChange} />}
      </FormField>
      <AuthorizationField />
    </FormSheet>
  );
}

/** Changes what a hook sends. */
export function ChangeAuthorizationForm({ url, onClose }: { url: string | undefined; onClose: () => void }) {
  const change = useChangeAuthorization();
  return (
    <FormSheet
      open={url !== undefined}
      onOpenChange={(open) => !open && onClose()}
      title="Change authorization"
      description={
        <>
          Every type registered on <span className="font-mono text-12 [overflow-wrap:anywhere]">{url}</span>{" "}
          sends the new one from now on. One call to u-blox.
        </>
      }
      schema={vendorHooks.update.body.pick({ authorization: true })}
      defaultValues={{ authorization: "" }}
      onSubmit={async ({ authorization }) => {
        await change.mutateAsync({ body: { url: url ?? "", authorization } });
      }}
    >
      <AuthorizationField />
    </FormSheet>
  );
}

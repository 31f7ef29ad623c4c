"use client";

import { FormField } from "@/components/patterns/form-sheet/form-field";
import { FormSheet } from "@/components/patterns/form-sheet/form-sheet";
import { Input } from "@/components/ui/input";
import { users } from "@/lib/contract/users";
import type { ShownLink } from "./link-dialog";
import { useInvite } from "./queries";
import { RoleSelect } from "./role-select";

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onInvited: (link: ShownLink) => void;
}

export function InviteForm({ open, onOpenChange, onInvited }: Props) {
  const invite = useInvite();
  return (
    <FormSheet
      open={open}
      onOpenChange={onOpenChange}
      title="Invite person"
      description="You get a link to hand on. It works once, for three days."
      schema={users.invite.body}
      defaultValues={{ email: "", name: "", role: "support" }}
      onSubmit={async (body) => {
        onInvited(await invite.mutateAsync({ body }));
      }}
    >
      <FormField name="email" label="E-mail address">
        {(field) => <Input type="email" {...field} />}
      </FormField>
      <FormField name="name" label="Name">
        {(field) => <Input {...field} />}
      </FormField>
      <FormField name="role" label="Role" description="What the person may do. It can be changed later.">
        {(field) => <RoleSelect value={field.value} onValueChange={field.onChange} />}
      </FormField>
    </FormSheet>
  );
}

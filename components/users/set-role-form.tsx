"use client";

import { FormField } from "@/components/patterns/form-sheet/form-field";
import { FormSheet } from "@/components/patterns/form-sheet/form-sheet";
import { type User, users } from "@/lib/contract/users";
import { useSetRole } from "./queries";
import { RoleSelect } from "./role-select";

export function SetRoleForm({ user, onClose }: { user: User | undefined; onClose: () => void }) {
  const setRole = useSetRole();
  return (
    <FormSheet
      open={user !== undefined}
      onOpenChange={(open) => !open && onClose()}
      title="Change role"
      description={`${user?.email ?? ""}. It takes effect at the person's next request, also while signed in.`}
      schema={users.setRole.body}
      defaultValues={{ role: user?.role ?? "support" }}
      onSubmit={async (body) => {
        await setRole.mutateAsync({ params: { userId: user?.userId ?? "" }, body });
      }}
    >
      <FormField name="role" label="Role">
        {(field) => <RoleSelect value={field.value} onValueChange={field.onChange} />}
      </FormField>
    </FormSheet>
  );
}

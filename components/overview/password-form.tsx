"use client";

import { FormField } from "@/components/patterns/form-sheet/form-field";
import { FormSheet } from "@/components/patterns/form-sheet/form-sheet";
import { Input } from "@/components/ui/input";
import { session } from "@/lib/contract/users";
import { useChangePassword } from "./queries";

export function PasswordForm({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const change = useChangePassword();
  return (
    <FormSheet
      open={open}
      onOpenChange={onOpenChange}
      title="Change password"
      description="Your other sessions end; this one goes on."
      schema={session.changePassword.body}
      defaultValues={{ currentPassword: "", newPassword: "" }}
      onSubmit={async (body) => {
        await change.mutateAsync({ body });
      }}
    >
      <FormField name="currentPassword" label="Current password">
        {(field) => <Input type="password" {...field} autoComplete="current-password" />}
      </FormField>
      <FormField name="newPassword" label="New password" description="At least 12 characters.">
        {(field) => <Input type="password" {...field} autoComplete="new-password" />}
      </FormField>
    </FormSheet>
  );
}

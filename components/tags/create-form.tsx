"use client";

import { FormField } from "@/components/patterns/form-sheet/form-field";
import { FormSheet } from "@/components/patterns/form-sheet/form-sheet";
import { Input } from "@/components/ui/input";
import { tags } from "@/lib/contract/tags";
import { useCreateTag } from "./queries";

export function CreateTagForm({
  open,
  onOpenChange,
  onCreated,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onCreated: (tagName: string) => void;
}) {
  const create = useCreateTag();
  return (
    <FormSheet
      open={open}
      onOpenChange={onOpenChange}
      title="Create tag"
      description="Tags group devices and device profiles. One call to u-blox."
      schema={tags.create.body}
      defaultValues={{ tagName: "" }}
      onSubmit={async (body) => {
        const { tagName } = await create.mutateAsync({ body });
        onCreated(tagName);
      }}
    >
      <FormField
        name="tagName"
        label="Name"
        description='Up to 255 characters, except ^ ` ~ < > " { } | , \. Upper and lower case are the same.'
      >
        {(field) => <Input {...field} />}
      </FormField>
    </FormSheet>
  );
}

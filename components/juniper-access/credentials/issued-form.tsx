"use client";

import { z } from "zod";
import { FormField } from "@/components/patterns/form-sheet/form-field";
import { FormSheet } from "@/components/patterns/form-sheet/form-sheet";
import { Input } from "@/components/ui/input";
import { useNoteCredential } from "../queries";
import { instantOf, issuedOn, today } from "./issued-on";

const form = z.object({ issuedOn });

/** Writes down when Juniper issued the secret in use, which only people know. */
export function IssuedForm({
  open,
  issuedAt,
  onClose,
}: {
  open: boolean;
  issuedAt: string | null;
  onClose: () => void;
}) {
  const note = useNoteCredential();
  return (
    <FormSheet
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title="Note issue date"
      description="Juniper replaces the secret once a year, counted from the day it was issued. Nothing is sent to Juniper."
      schema={form}
      defaultValues={{ issuedOn: issuedAt?.slice(0, 10) ?? "" }}
      onSubmit={async (noted) => {
        await note.mutateAsync({ body: { issuedAt: instantOf(noted.issuedOn) } });
      }}
    >
      <FormField
        name="issuedOn"
        label="Issued by Juniper on"
        description="As Juniper’s e-mail with the secret says. Where nobody knows, the day on which it was first set."
      >
        {(field) => <Input {...field} type="date" max={today()} className="w-44" />}
      </FormField>
    </FormSheet>
  );
}

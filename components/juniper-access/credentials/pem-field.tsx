"use client";

import FileUp from "lucide-react/icons/file-up";
import { useRef } from "react";
import { useFormContext } from "react-hook-form";
import { FormField } from "@/components/patterns/form-sheet/form-field";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";

/** PEM that is pasted or read from a file; what is hidden is not shown while it is typed either. */
export function PemField(props: { name: string; label: string; description: string; hidden?: boolean }) {
  const { name, label, description, hidden = false } = props;
  const { setValue } = useFormContext();
  const picker = useRef<HTMLInputElement>(null);
  const take = async (file: File | undefined) => {
    if (file !== undefined) setValue(name, await file.text(), { shouldValidate: true, shouldDirty: true });
  };
  return (
    <div className="flex flex-col items-start gap-2">
      <FormField name={name} label={label} description={description} className="w-full">
        {(field) => (
          <Textarea
            {...field}
            mono
            rows={hidden ? 3 : 5}
            autoComplete="off"
            className={hidden ? "[-webkit-text-security:disc]" : undefined}
          />
        )}
      </FormField>
      <input
        ref={picker}
        type="file"
        accept=".pem,.crt,.cer,.key"
        tabIndex={-1}
        aria-hidden
        className="hidden"
        onChange={(event) => {
          void take(event.target.files?.[0]);
          event.target.value = "";
        }}
      />
      <Button
        size="small"
        aria-label={`Read from a file: ${label}`}
        icon={<FileUp aria-hidden className="size-4" />}
        onClick={() => picker.current?.click()}
      >
        Read from a file
      </Button>
    </div>
  );
}

"use client";

import { FileDrop } from "@/components/patterns/file-drop";
import { Field } from "@/components/ui/field";
import { RadioGroup } from "@/components/ui/radio-group";
import { Textarea } from "@/components/ui/textarea";
import { batchSizeMax, csrFileBytesMax } from "@/lib/contract/batches";

export interface CsrSource {
  way: "file" | "paste";
  file: File | null;
  pasted: string;
}

export const noSource: CsrSource = { way: "file", file: null, pasted: "" };

/** What would be sent; null while there is nothing. */
export function blobOf({ way, file, pasted }: CsrSource): Blob | null {
  if (way === "file") return file;
  return pasted.trim() === "" ? null : new Blob([pasted]);
}

const beginsOf = (pasted: string) => pasted.split(/-----BEGIN (?:NEW )?CERTIFICATE REQUEST-----/).length - 1;

/** Where the CSRs come from: a file, or the clipboard. Both are kept while the other is shown. */
export function CsrSourceFields(props: { source: CsrSource; onChange: (source: CsrSource) => void }) {
  const { source, onChange } = props;
  const count = beginsOf(source.pasted);
  return (
    <>
      <RadioGroup
        legend="Where they are"
        value={source.way}
        onValueChange={(way) => onChange({ ...source, way })}
        options={[
          { value: "file", label: "In a file" },
          { value: "paste", label: "On the clipboard" },
        ]}
      />
      {source.way === "file" ? (
        <FileDrop
          label="File of CSRs"
          description={`PEM, one after the other or with commas between · up to ${batchSizeMax.toLocaleString("en")} CSRs`}
          accept=".pem,.csr,.txt,text/plain,application/x-pem-file"
          maxBytes={csrFileBytesMax}
          file={source.file}
          onFileChange={(file) => onChange({ ...source, file })}
        />
      ) : (
        <Field
          label="CSRs"
          description="PEM, with or without commas between. Never paste a private key."
          aside={
            <span className="tabular">
              {count.toLocaleString("en")} {count === 1 ? "CSR" : "CSRs"}
            </span>
          }
        >
          <Textarea
            mono
            rows={10}
            value={source.pasted}
            onChange={(event) => onChange({ ...source, pasted: event.target.value })}
          />
        </Field>
      )}
    </>
  );
}

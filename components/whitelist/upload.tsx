"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { FileDrop } from "@/components/patterns/file-drop";
import { problemOf } from "@/components/patterns/problem";
import { ProblemMessage } from "@/components/patterns/problem-message";
import { Section } from "@/components/patterns/section";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { importRowsMax } from "@/lib/contract/whitelist";
import { useCheckImport } from "./queries";

const sample = "Id,Type,Action\n0002000089280087,ROTPublicUID,ADD\n135700008928c093,ROTPublicUID,DELETE";

/** Takes a file and has every row checked. Nothing is sent to the vendor by it. */
export function UploadSection() {
  const router = useRouter();
  const [file, setFile] = useState<File | null>(null);
  const { check, sentBytes } = useCheckImport();

  const start = () => {
    if (file === null) return;
    check.mutate(file, { onSuccess: ({ importId }) => router.push(`/whitelist/imports/${importId}`) });
  };
  return (
    <Section
      title="Check a file"
      description="Every row is checked first. You see what would be sent before anything is."
    >
      <FileDrop
        label="Whitelist CSV"
        description={`The vendor's form: a header line and one row per RoT UID, at most ${importRowsMax.toLocaleString("en-US")}. IMEIs go into the form instead; the vendor takes none by file.`}
        accept=".csv,text/csv"
        file={file}
        onFileChange={(chosen) => {
          check.reset();
          setFile(chosen);
        }}
        upload={check.isPending ? { sentBytes } : undefined}
      />
      {check.error && <ProblemMessage problem={problemOf(check.error)} />}
      <div>
        <Button
          variant="primary"
          loading={check.isPending}
          disabledReason={file === null ? "Choose a file first." : undefined}
          onClick={start}
        >
          Check file
        </Button>
      </div>
      <details className="text-13">
        <summary className="w-fit text-muted">Show the form of the file</summary>
        <CodeBlock code={sample} label="Sample of a whitelist file" className="mt-2" />
      </details>
    </Section>
  );
}

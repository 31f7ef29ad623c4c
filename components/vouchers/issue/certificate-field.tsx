"use client";

import { useState } from "react";
import { useController } from "react-hook-form";
import { CertificateFacts } from "@/components/patterns/certificate-facts";
import { FileDrop } from "@/components/patterns/file-drop";
import { Notice } from "@/components/patterns/notice";
import { problemOf } from "@/components/patterns/problem";
import { ProblemMessage } from "@/components/patterns/problem-message";
import { Field } from "@/components/ui/field";
import { Spinner } from "@/components/ui/spinner";
import { Textarea } from "@/components/ui/textarea";
import {
  certificateFileBytesMax,
  certificateTextOf,
  holdsPrivateKey,
  privateKeyWords,
} from "./certificate-text";
import type { IssueInput } from "./issue-input";
import type { FoundCertificate } from "./use-found-certificate";

/** What was found, under the field it was typed into. */
function Found({ found: { check, checking, error } }: { found: FoundCertificate }) {
  return (
    <div aria-live="polite" className="flex flex-col gap-3 empty:hidden">
      {checking && check === undefined && <Spinner label="Reading the certificate" />}
      {error !== null && error !== undefined && <ProblemMessage problem={problemOf(error)} />}
      {check && check.remarks.length > 0 && (
        <Notice kind="attention" title="Is this the certificate you mean?">
          <ul className="flex flex-col gap-1">
            {check.remarks.map((remark) => (
              <li key={remark}>{remark}</li>
            ))}
          </ul>
        </Notice>
      )}
      {check?.certificate && (
        <section aria-label="What the certificate says" className="rounded-card border border-line px-4 py-3">
          <CertificateFacts certificate={check.certificate} />
        </section>
      )}
    </div>
  );
}

/** The certificate to be pinned: pasted, or out of a file, which is shown as text; decoded while it is typed. */
export function CertificateField({ found }: { found: FoundCertificate }) {
  const { field, fieldState } = useController<IssueInput, "certificate">({ name: "certificate" });
  const [file, setFile] = useState<File | null>(null);
  const [fileError, setFileError] = useState<string>();
  const live = holdsPrivateKey(field.value) ? `${privateKeyWords} It was not sent.` : found.check?.problem;
  const take = async (chosen: File | null) => {
    setFile(chosen);
    setFileError(undefined);
    if (chosen === null) return;
    const text = certificateTextOf(new Uint8Array(await chosen.arrayBuffer()));
    if (holdsPrivateKey(text)) {
      setFile(null);
      setFileError(`${chosen.name} was not taken. ${privateKeyWords}`);
      return;
    }
    field.onChange(text);
  };
  return (
    <div className="flex flex-col gap-3">
      <Field
        label="Pinned domain certificate"
        description="PEM, or DER in base64. The one certificate that your domain's certificates go back to; it is sent to Juniper and signed into the voucher."
        error={fieldState.error?.message ?? live ?? undefined}
      >
        <Textarea
          {...field}
          mono
          rows={6}
          placeholder="-----BEGIN CERTIFICATE-----"
          onChange={(event) => {
            setFile(null);
            field.onChange(event);
          }}
        />
      </Field>
      <FileDrop
        label="Or its file"
        description="PEM or DER, such as .pem, .crt, .cer or .der."
        accept=".pem,.crt,.cer,.der,.txt,application/x-x509-ca-cert,application/pkix-cert"
        file={file}
        onFileChange={(chosen) => void take(chosen)}
        maxBytes={certificateFileBytesMax}
        error={fileError}
      />
      <Found found={found} />
    </div>
  );
}

"use client";

import type { ReactNode } from "react";
import { z } from "zod";
import { FormField } from "@/components/patterns/form-sheet/form-field";
import { Input } from "@/components/ui/input";
import type { juniperAccess } from "@/lib/contract/juniper-access";
import { instantOf, issuedOn, today } from "./issued-on";
import { PemField } from "./pem-field";

/** What the trial is asked with. */
export type RotationBody = z.input<(typeof juniperAccess)["rotate"]["body"]>;

const secretForm = z.object({
  clientSecret: z
    .string()
    .trim()
    .min(1, "Paste the new secret.")
    .max(1_024, "A client secret has at most 1,024 characters.")
    .regex(/^[\x21-\x7e]+$/, "A client secret has no spaces."),
  issuedOn,
});

const certificateForm = z.object({
  certificatePem: z
    .string()
    .trim()
    .max(65_536, "This is too long for a certificate and its chain.")
    .regex(/^-----BEGIN CERTIFICATE-----/m, "Paste the certificate in PEM, from its BEGIN line on."),
  privateKeyPem: z
    .string()
    .trim()
    .max(16_384, "This is too long for a private key.")
    .regex(/^-----BEGIN [A-Z ]*PRIVATE KEY-----/m, "Paste the private key in PEM, from its BEGIN line on."),
});

/** What is entered: texts by the names of their fields. */
export type RotationInput = Record<string, string>;

interface RotationForm {
  /** Checks what was entered and makes what is sent. */
  schema: z.ZodType<RotationBody, RotationInput>;
  empty: () => RotationInput;
  fields: ReactNode;
}

/** What can be replaced here; an ID token is its identity provider's. */
export type Replaceable = RotationBody["kind"];

export const rotationForms: Record<Replaceable, RotationForm> = {
  client_secret: {
    schema: secretForm.transform(
      ({ clientSecret, issuedOn: day }): RotationBody => ({
        kind: "client_secret",
        clientSecret,
        issuedAt: instantOf(day),
      }),
    ),
    empty: () => ({ clientSecret: "", issuedOn: today() }),
    fields: <SecretFields />,
  },
  client_certificate: {
    schema: certificateForm.transform((pems): RotationBody => ({ kind: "client_certificate", ...pems })),
    empty: () => ({ certificatePem: "", privateKeyPem: "" }),
    fields: <CertificateFields />,
  },
};

function SecretFields() {
  return (
    <>
      <FormField
        name="clientSecret"
        label="New client secret"
        description="As Juniper sent it to the alias for new secrets. It is sealed here and never shown again."
      >
        {(field) => <Input {...field} mono type="password" autoComplete="off" />}
      </FormField>
      <FormField
        name="issuedOn"
        label="Issued by Juniper on"
        description="Its year counts from this day, and the reminders with it."
      >
        {(field) => <Input {...field} type="date" max={today()} className="w-44" />}
      </FormField>
    </>
  );
}

function CertificateFields() {
  return (
    <>
      <PemField
        name="certificatePem"
        label="New certificate"
        description="In PEM, with the chain of the authority that signed it. Juniper must have it already."
      />
      <PemField
        name="privateKeyPem"
        label="Its private key"
        description="In PEM, without a passphrase. It is sealed here and never shown again."
        hidden
      />
    </>
  );
}

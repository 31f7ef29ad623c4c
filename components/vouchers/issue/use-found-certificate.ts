"use client";

import { deviceSerial, ssrn as ssrnForm } from "@/lib/contract/entitlements";
import { type CertificateCheck, certificateText } from "@/lib/contract/vouchers";
import { useCertificateCheck } from "../queries";
import { holdsPrivateKey } from "./certificate-text";
import { useSettled } from "./use-settled";

const settledMs = 300;

export interface FoundCertificate {
  /** Undefined while nothing is typed, or nothing is known yet. */
  check: CertificateCheck | undefined;
  checking: boolean;
  /** Why it could not be looked at. */
  error: unknown;
}

/** What is found in the certificate that is being typed. A private key is never sent. */
export function useFoundCertificate(typed: {
  certificate: string;
  serialNumber: string;
  ssrn: string;
}): FoundCertificate {
  const key = JSON.stringify([typed.certificate, typed.serialNumber, typed.ssrn]);
  const settledKey = useSettled(key, settledMs);
  const [text, serial, number] = JSON.parse(settledKey) as [string, string, string];
  const certificate = certificateText.safeParse(text);
  const isAsked = certificate.success && !holdsPrivateKey(text);
  const read = useCertificateCheck(
    isAsked
      ? {
          certificate: certificate.data,
          serialNumber: deviceSerial.safeParse(serial).data,
          ssrn: ssrnForm.safeParse(number).data,
        }
      : undefined,
  );
  const isCurrent = isAsked && settledKey === key && !read.isPlaceholderData;
  return {
    check: isCurrent ? read.data?.value : undefined,
    checking:
      typed.certificate.trim() !== "" &&
      !holdsPrivateKey(typed.certificate) &&
      (!isCurrent || read.isFetching),
    error: isCurrent ? read.error : null,
  };
}

import "server-only";
import type { DecodedVoucher } from "@/lib/contract/vouchers";
import { openCertificate } from "./certificate";
import { isNamedBy, type OpenedSignedData, openSignedData } from "./signed-data";
import { checkSignature } from "./signer-signature";
import { readVoucherContent } from "./voucher-content";
import { voucherFileOf } from "./voucher-file";

/** id-ct-animaJSONVoucher (RFC 8366 §5.4). */
const voucherContentType = "1.2.840.113549.1.9.16.1.40";

/**
 * A voucher's file (RFC 8366): CMS signed data in DER, PEM or base64, or its JSON by itself. Its signature is checked
 * with the certificate that lies in the file; whether that one can be trusted is for the device to say. Never throws:
 * what cannot be read is a problem, in a sentence that never repeats the input.
 */
export function readVoucher(input: string | Uint8Array): { voucher: DecodedVoucher } | { problem: string } {
  const file = voucherFileOf(input);
  if (file.kind === "unreadable") return { problem: file.problem };
  if (file.kind === "json") return unsignedVoucher(file.json);
  const opened = openSignedData(file.der);
  if ("problem" in opened) return opened;
  const read = readVoucherContent(opened.content);
  if ("problem" in read) return read;
  const { signers, signature, remarks } = signersOf(opened);
  return { voucher: { ...read, signers, signature, remarks: [...remarks, ...read.remarks] } };
}

function unsignedVoucher(json: Uint8Array): ReturnType<typeof readVoucher> {
  const read = readVoucherContent(json);
  if ("problem" in read) return read;
  const remarks = ["It is unsigned: devices refuse it.", ...read.remarks];
  return { voucher: { ...read, signers: [], signature: "unchecked", remarks } };
}

function signersOf(opened: OpenedSignedData): Pick<DecodedVoucher, "signers" | "signature" | "remarks"> {
  const [signer, ...others] = opened.signers;
  const remarks: string[] = [];
  if (opened.contentType !== voucherContentType) {
    remarks.push("Its content is not marked as a voucher in JSON: devices may refuse it.");
  }
  if (signer === undefined) {
    return {
      signers: certificatesOf(opened.certificates),
      signature: "unchecked",
      remarks: ["It is unsigned: devices refuse it.", ...remarks],
    };
  }
  if (others.length > 0) remarks.push("It has several signatures, of which the first was checked.");
  const own = opened.certificates.find((certificate) => isNamedBy(signer.info, certificate));
  if (own === undefined) {
    remarks.unshift(
      "The certificate of whoever signed it does not lie in it: the signature cannot be checked here.",
    );
    return { signers: certificatesOf(opened.certificates), signature: "unchecked", remarks };
  }
  const checked = checkSignature(opened, signer, own);
  return {
    signers: certificatesOf([own, ...opened.certificates.filter((other) => other !== own)]),
    signature: checked.signature,
    remarks: [...checked.remarks, ...remarks],
  };
}

function certificatesOf(certificates: readonly Buffer[]): DecodedVoucher["signers"] {
  return certificates.flatMap((der) => {
    const opened = openCertificate(der);
    return "problem" in opened ? [] : [opened.certificate];
  });
}

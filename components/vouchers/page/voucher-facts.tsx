"use client";

import { CertificateFacts, Fingerprint } from "@/components/patterns/certificate-facts";
import { type Fact, Facts } from "@/components/patterns/facts";
import { fileSize } from "@/components/patterns/file-size";
import { Identifier } from "@/components/patterns/identifier";
import { Notice } from "@/components/patterns/notice";
import { Section } from "@/components/patterns/section";
import { ExactTime } from "@/components/patterns/time/timestamp";
import { CodeBlock } from "@/components/ui/code-block";
import { Link } from "@/components/ui/link";
import { Status } from "@/components/ui/status";
import type { StatusKind } from "@/components/ui/status-icon";
import type { DecodedVoucher, VoucherDetail } from "@/lib/contract/vouchers";
import { VoucherEnd } from "../expiry";
import { vouchersOfDevice } from "../paths";

function Mono({ children }: { children: string }) {
  return <span className="font-mono text-12">{children}</span>;
}

function recordFacts(voucher: VoucherDetail): Fact[] {
  return [
    { label: "Serial number", value: <Identifier value={voucher.serialNumber} label="serial number" /> },
    { label: "SSRN", value: <Identifier value={voucher.ssrn} label="SSRN" /> },
    {
      label: "Product",
      value: voucher.productSku && <Mono>{voucher.productSku}</Mono>,
      missing: "not known here",
    },
    {
      label: "Issued",
      value: voucher.issuedAt && <ExactTime value={voucher.issuedAt} distance={false} />,
      missing: "not, as far as is known",
    },
    { label: "Asked for by", value: voucher.issuedBy },
    { label: "Expires", value: <VoucherEnd voucher={voucher} /> },
    {
      label: "Number at Juniper",
      value: voucher.vendorVoucherId && (
        <Identifier value={voucher.vendorVoucherId} label="number at Juniper" />
      ),
      missing: "not said",
    },
  ];
}

/** What Muniment knows of a voucher. */
export function VoucherRecord({ voucher }: { voucher: VoucherDetail }) {
  return (
    <Section title="Voucher">
      <Facts facts={recordFacts(voucher)} />
    </Section>
  );
}

const signatures: Record<DecodedVoucher["signature"], { kind: StatusKind; word: string }> = {
  valid: { kind: "ok", word: "Valid" },
  invalid: { kind: "failed", word: "Invalid" },
  unchecked: { kind: "unknown", word: "Not checked" },
};

const assertions: Readonly<Record<string, string>> = {
  verified: "verified: the manufacturer knows who owns the device",
  logged: "logged: issued without a check of who owns the device, and noted",
  proximity: "proximity: the device was seen in the domain's network",
};

const yesNo = (flag: boolean | null) => (flag === null ? null : flag ? "yes" : "no");

function Signers({ signers }: Pick<DecodedVoucher, "signers">) {
  return (
    <ul className="flex flex-col gap-1">
      {signers.map(({ fingerprintSha256, subject, notAfter }) => (
        <li key={fingerprintSha256}>
          {subject}
          <span className="block text-12 text-muted">
            ends <ExactTime value={notAfter} distance={false} />
          </span>
        </li>
      ))}
    </ul>
  );
}

/** The first of them has signed it, where the signature is valid; the others lead from there to their authority. */
function signerFacts({ signature, signers }: DecodedVoucher): Fact[] {
  const signedBy = signature === "valid" ? signers.slice(0, 1) : [];
  const beside = signers.slice(signedBy.length);
  return [
    { label: "Signed by", signers: signedBy },
    { label: "Certificates beside", signers: beside },
  ].flatMap(({ label, signers: told }) =>
    told.length === 0 ? [] : [{ label, value: <Signers signers={told} /> }],
  );
}

function fileFacts(decoded: DecodedVoucher, { sizeBytes, sha256, fileName }: VoucherDetail): Fact[] {
  const absent = "not in the file";
  const { kind, word } = signatures[decoded.signature];
  return [
    { label: "Signature", value: <Status kind={kind}>{word}</Status> },
    ...signerFacts(decoded),
    {
      label: "Serial number",
      value: decoded.serialNumber && <Mono>{decoded.serialNumber}</Mono>,
      missing: absent,
    },
    {
      label: "Created",
      value: decoded.createdOn && <ExactTime value={decoded.createdOn} distance={false} />,
      missing: absent,
    },
    {
      label: "Expires",
      value: decoded.expiresOn && <ExactTime value={decoded.expiresOn} />,
      missing: absent,
    },
    {
      label: "Assertion",
      value: decoded.assertion && (assertions[decoded.assertion] ?? decoded.assertion),
      missing: absent,
    },
    {
      label: "Revocation checks",
      value: yesNo(decoded.domainCertRevocationChecks),
      missing: "not said: the device decides whether it asks if the domain's certificate was revoked",
    },
    {
      label: "IDevID issuer",
      value: decoded.idevidIssuer && <Mono>{decoded.idevidIssuer}</Mono>,
      missing: absent,
    },
    { label: "Nonce", value: decoded.nonce && <Mono>{decoded.nonce}</Mono>, missing: absent },
    {
      label: "Last renewal",
      value: decoded.lastRenewalDate && <ExactTime value={decoded.lastRenewalDate} distance={false} />,
      missing: absent,
    },
    {
      label: "File",
      value: fileName && (
        <>
          <Mono>{fileName}</Mono>
          {sizeBytes !== null && <span className="tabular text-muted"> · {fileSize(sizeBytes)}</span>}
        </>
      ),
    },
    {
      label: "SHA-256 of the file",
      value: sha256 && <Fingerprint value={sha256} label="SHA-256 of the file" />,
    },
  ];
}

/** What the signed file itself says: devices go by this. */
export function VoucherFile({ voucher }: { voucher: VoucherDetail }) {
  const { decoded } = voucher;
  if (decoded === null) return null;
  return (
    <Section title="In the file" description="Read here from the signed file; devices go by it.">
      <Facts facts={fileFacts(decoded, voucher)} />
    </Section>
  );
}

function SharedWith({ voucher: { sharedWith, sharedWithCount } }: { voucher: VoucherDetail }) {
  if (sharedWithCount === 0) return <p className="text-13 text-muted">No other device was given it here.</p>;
  const more = sharedWithCount - sharedWith.length;
  return (
    <Notice
      kind="neutral"
      title={`${sharedWithCount === 1 ? "Another device was" : `${sharedWithCount.toLocaleString("en-US")} other devices were`} given the same certificate`}
    >
      <ul aria-label="Devices with the same certificate" className="flex flex-wrap gap-x-4 gap-y-1">
        {sharedWith.map((serialNumber) => (
          <li key={serialNumber}>
            <Link href={vouchersOfDevice(serialNumber)} className="font-mono text-12">
              {serialNumber}
            </Link>
          </li>
        ))}
        {more > 0 && <li>{more.toLocaleString("en-US")} more</li>}
      </ul>
    </Notice>
  );
}

/** The certificate that was sent to be pinned. */
export function VoucherCertificate({ voucher }: { voucher: VoucherDetail }) {
  const { pinned, certificatePem } = voucher;
  return (
    <Section title="Pinned certificate" description="As it was sent to Juniper.">
      {pinned === null ? (
        <Notice kind="attention" title="The certificate cannot be read any more" />
      ) : (
        <CertificateFacts certificate={pinned} />
      )}
      <SharedWith voucher={voucher} />
      <CodeBlock code={certificatePem} label="Certificate as PEM" maxHeight="short" />
    </Section>
  );
}

import "server-only";
import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { vouchers } from "@/drizzle/schema/juniper";
import { Refusal } from "@/lib/contract/problem";
import type { vouchers as contract } from "@/lib/contract/vouchers";
import { db } from "@/lib/db/connection";
import { newId } from "@/lib/db/ids";
import type { Note } from "@/lib/operations/perform";
import type { Permit } from "@/lib/vendors/http/permit";
import type { JuniperClient } from "@/lib/vendors/juniper/client";
import { issueVoucher } from "@/lib/vendors/juniper/vouchers";
import { keptFile } from "./file";
import { exactMoment } from "./moment";
import { type Pinnable, readPinnable } from "./pinnable";
import { productOf } from "./product";
import { readVoucherRecord } from "./records";
import { callOnRecord, tellOthers } from "./vendor-call";

type Asked = z.output<typeof contract.issue.body>;
type Issued = z.input<typeof contract.issue.response>;

/**
 * Has a voucher issued for a device (RFC 8366; seed: "generate a voucher"). Its row is written before Juniper is called,
 * so that a lost answer leaves a trace; the file is kept sealed.
 * @throws Refusal `invalid_input` (certificate, end), `conflict` while another one for this device is open,
 * `outcome_unknown`; VendorError when certainly nothing was issued
 */
export async function issueVoucherFor(
  permit: Permit,
  juniper: JuniperClient,
  { asked, askedBy, note }: { asked: Asked; askedBy: string; note: Note },
): Promise<Issued> {
  const pinnable = requirePinnable(asked);
  const voucherId = await writeDown(permit, juniper, { asked, askedBy, pinnable });
  note({ voucherId, certificateSha256: pinnable.certificate.fingerprintSha256 });
  const { voucher, secrets, warnings } = await callOnRecord(
    () =>
      issueVoucher(permit, juniper, {
        serialNumber: asked.serialNumber,
        ssrn: asked.ssrn,
        expiresAt: asked.expiresAt,
        pinnedDomainCertBase64: pinnable.der.toString("base64"),
      }),
    {
      failed: () => moveOn(voucherId, "not_issued"),
      lost: () => moveOn(voucherId, "issue_in_doubt"),
    },
    note,
  );
  const { contentBase64 } = secrets;
  const file = contentBase64 === null ? undefined : await keptFile(voucherId, { ...voucher, contentBase64 });
  note({
    vendorVoucherId: voucher.voucherId,
    bytes: file?.fileBytes ?? null,
    sha256: file?.fileSha256 ?? null,
  });
  // Whatever somebody said of it meanwhile: the vendor's answer is certain.
  await db()
    .update(vouchers)
    .set({
      state: "issued",
      vendorVoucherId: voucher.voucherId,
      issuedAt: voucher.createdAt === null ? new Date() : new Date(voucher.createdAt),
      assertion: voucher.assertion,
      settledReason: null,
      ...file,
    })
    .where(eq(vouchers.id, voucherId));
  await tellOthers();
  return { voucher: await readVoucherRecord(voucherId), warnings };
}

/** @throws Refusal `invalid_input`, each problem at its field. Nothing was sent. */
function requirePinnable({ certificate, expiresAt }: Asked): Pinnable {
  const read = readPinnable(certificate);
  if ("problem" in read) throw refusedAt("certificate", `The certificate cannot be pinned. ${read.problem}`);
  const expiresAtMs = Date.parse(expiresAt);
  if (expiresAtMs <= Date.now()) {
    throw refusedAt("expiresAt", `The voucher would end on ${exactMoment(expiresAt)}, which is past.`);
  }
  const { notAfter } = read.certificate;
  if (expiresAtMs > Date.parse(notAfter)) {
    throw refusedAt(
      "expiresAt",
      `The voucher cannot end later than the certificate it pins, which ends on ${exactMoment(notAfter)}.`,
    );
  }
  return read;
}

function refusedAt(path: "certificate" | "expiresAt", message: string): Refusal {
  const next = "Nothing was sent to Juniper.";
  return new Refusal("invalid_input", { detail: message, next, errors: [{ path, message }] });
}

/** @throws Refusal `conflict` */
async function writeDown(
  { requestId }: Permit,
  juniper: JuniperClient,
  { asked, askedBy, pinnable }: { asked: Asked; askedBy: string; pinnable: Pinnable },
): Promise<string> {
  const { certificate, pem } = pinnable;
  const id = newId("vch");
  const [row] = await db()
    .insert(vouchers)
    .values({
      id,
      state: "issuing",
      serialNumber: asked.serialNumber,
      ssrn: asked.ssrn,
      productSku: await productOf(juniper, asked.ssrn),
      expiresAt: new Date(asked.expiresAt),
      certificatePem: pem,
      certificateSha256: certificate.fingerprintSha256,
      certificateSubject: certificate.subject,
      certificateIssuer: certificate.issuer,
      certificateNotAfter: new Date(certificate.notAfter),
      askedBy,
      requestId,
    })
    .onConflictDoNothing()
    .returning({ id: vouchers.id });
  if (row !== undefined) return id;
  throw new Refusal("conflict", {
    detail: `Another voucher for ${asked.serialNumber} of SSRN ${asked.ssrn} is on its way or in doubt.`,
    next: "Open it in the list of vouchers, and say what became of it. Nothing was sent to Juniper.",
  });
}

/** From on its way; somebody may have settled it meanwhile. */
async function moveOn(voucherId: string, state: "not_issued" | "issue_in_doubt"): Promise<void> {
  await db()
    .update(vouchers)
    .set({ state })
    .where(and(eq(vouchers.id, voucherId), eq(vouchers.state, "issuing")));
}

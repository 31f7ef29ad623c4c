import "server-only";
import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { Refusal } from "@/lib/contract/problem";
import type { FileStream } from "@/lib/operations/perform-stream";
import { SealBroken, seal, unseal } from "@/lib/sealing/seal";
import type { Permit } from "@/lib/vendors/http/permit";
import { requireVoucher, type VoucherRow } from "./records";

/** RFC 8366 §8.3. */
const voucherMediaType = "application/voucher-cms+json";
const mediaTypeForm = /^application\/[a-z0-9][a-z0-9.+-]{0,80}$/;

const placeOf = (voucherId: string) => `vouchers.sealed_file/${voucherId}`;

/** A voucher's file as it is kept: sealed, with what is told of it. */
export async function keptFile(
  voucherId: string,
  { contentBase64, fileName, mediaType, serialNumber }: Handed,
) {
  const bytes = Buffer.from(contentBase64, "base64");
  return {
    sealedFile: await seal(bytes.toString("base64"), placeOf(voucherId)),
    fileName: safeName(fileName) ?? `${serialNumber}.vcj`,
    mediaType: mediaType !== null && mediaTypeForm.test(mediaType) ? mediaType : voucherMediaType,
    fileBytes: bytes.length,
    fileSha256: createHash("sha256").update(bytes).digest("hex"),
  };
}

interface Handed {
  contentBase64: string;
  fileName: string | null;
  mediaType: string | null;
  serialNumber: string;
}

/** A vendor's name for a file without what paths and headers are made of. */
function safeName(name: string | null): string | undefined {
  const last = name?.split(/[/\\]/).at(-1) ?? "";
  const safe = last
    .replaceAll(/[^A-Za-z0-9._-]+/g, "-")
    .replace(/^[.-]+/, "")
    .slice(-100);
  return /[A-Za-z0-9]/.test(safe) ? safe : undefined;
}

/** The bytes of a voucher's file; undefined where none came. @throws SealBroken */
export async function openFile({ id, sealedFile }: VoucherRow): Promise<Buffer | undefined> {
  return sealedFile === null ? undefined : Buffer.from(await unseal(sealedFile, placeOf(id)), "base64");
}

export const sealBrokenWords =
  "The file is kept here and cannot be opened: this installation's MASTER_KEY is not the one it was sealed with, or its row was changed in the database.";

/**
 * The file of a voucher for somebody who hands it out. One that was revoked, or has expired, can still be had: people
 * compare it with what a device holds. @throws Refusal `not_found`, `conflict` where there is no file
 */
export async function openVoucherFile(_permit: Permit, voucherId: string): Promise<FileStream> {
  const row = await requireVoucher(voucherId);
  const bytes = await openFile(row).catch((error: unknown) => {
    if (!(error instanceof SealBroken)) throw error;
    throw new Refusal("conflict", {
      detail: sealBrokenWords,
      next: "Ask the operator of this installation, or have the voucher's file from Juniper's portal.",
    });
  });
  if (bytes === undefined) {
    throw new Refusal("conflict", {
      detail: "There is no file of this voucher here.",
      next: "Have it from Juniper's portal, or revoke this voucher and have another one issued.",
    });
  }
  return {
    fileName: row.fileName ?? `${row.serialNumber}.vcj`,
    mediaType: row.mediaType ?? voucherMediaType,
    byteLength: bytes.length,
    body: Readable.from([bytes]),
  };
}

import "server-only";
import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { notFound, Refusal } from "@/lib/contract/problem";
import { db, type Transaction } from "@/lib/db/connection";
import type { Note } from "@/lib/operations/perform";
import type { FileStream } from "@/lib/operations/perform-stream";
import type { RecordsPermit } from "@/lib/operations/records-permit";
import { unseal } from "@/lib/sealing/seal";
import type { Permit } from "@/lib/vendors/http/permit";
import { filePlace, findRow, keyPlace, type LicenseRow } from "./records";
import { isSeenId } from "./seen-id";

/**
 * The license key of a license that was activated here.
 * @throws Refusal `not_found`, `conflict` when no key is kept; SealBroken
 */
export async function revealKey({ tx }: RecordsPermit, licenseId: string): Promise<{ licenseKey: string }> {
  const row = await requireRow(licenseId, tx);
  if (row.sealedKey === null) throw notKept(row, "key");
  return { licenseKey: await unseal(row.sealedKey, keyPlace(row.id)) };
}

/**
 * The license file of a license that was activated here, byte by byte as Juniper handed it out.
 * @throws Refusal `not_found`, `conflict` when no file is kept; SealBroken
 */
export async function openFile(_permit: Permit, note: Note, licenseId: string): Promise<FileStream> {
  const row = await requireRow(licenseId);
  if (row.sealedFile === null) throw notKept(row, "file");
  const content = Buffer.from(await unseal(row.sealedFile, filePlace(row.id)), "base64");
  const sha256 = createHash("sha256").update(content).digest("hex");
  if (sha256 !== row.fileSha256) throw new Error("a license file is not what was kept");
  note({ serialNumber: row.serialNumber });
  return {
    fileName: row.fileName ?? `${row.serialNumber}.lic`,
    mediaType: "application/octet-stream",
    byteLength: content.length,
    body: Readable.from(content.length === 0 ? [] : [content]),
  };
}

async function requireRow(licenseId: string, where: Transaction | ReturnType<typeof db> = db()) {
  const row = await findRow(licenseId, where);
  if (row !== undefined) return row;
  if (isSeenId(licenseId)) throw activatedElsewhere();
  throw notFound("This license");
}

function activatedElsewhere(): Refusal {
  return new Refusal("conflict", {
    detail: "It was not activated through Muniment, so its key and file were never here.",
    next: "Get them in the JAL portal.",
  });
}

function notKept(row: LicenseRow, what: "key" | "file"): Refusal {
  if (isSeenId(row.id)) return activatedElsewhere();
  if (row.state === "released") {
    return new Refusal("conflict", {
      detail: "It is released: key and file were erased here when that was certain.",
      next: "To use the entitlement on this device again, activate it anew.",
    });
  }
  return new Refusal("conflict", {
    detail: `There is no ${what} of it here: Juniper handed none out, or its answer was lost.`,
    next: "Get it in the JAL portal.",
  });
}

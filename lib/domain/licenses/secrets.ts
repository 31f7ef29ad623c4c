import "server-only";
import { createHash } from "node:crypto";
import type { LicenseSecrets } from "@/lib/contract/entitlements";
import { storableText } from "@/lib/domain/vendor-hooks/storable";
import { seal } from "@/lib/sealing/seal";
import { filePlace, keyPlace, type LicenseRow } from "./records";

type SealedColumns = Pick<LicenseRow, "sealedKey" | "sealedFile" | "fileName" | "fileBytes" | "fileSha256">;

/** Key and file of a license, sealed for its row. */
export async function sealSecrets(
  licenseId: string,
  { licenseKey, file }: LicenseSecrets,
): Promise<SealedColumns> {
  const content = file && Buffer.from(file.contentBase64, "base64");
  return {
    sealedKey: licenseKey === null ? null : await seal(licenseKey, keyPlace(licenseId)),
    sealedFile: file === null ? null : await seal(file.contentBase64, filePlace(licenseId)),
    fileName: file && storableText(file.fileName),
    fileBytes: content?.length ?? null,
    fileSha256: content && createHash("sha256").update(content).digest("hex"),
  };
}

/**
 * What a release makes of a row: key and file are erased. Name, length and checksum of the file stay, which are no secret.
 */
export const released = { state: "released", sealedKey: null, sealedFile: null };

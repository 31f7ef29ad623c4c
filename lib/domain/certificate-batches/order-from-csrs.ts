import "server-only";
import type { Batch, CsrCheck } from "@/lib/contract/batches";
import { Refusal } from "@/lib/contract/problem";
import { checkCsrFile } from "@/lib/domain/csr/check-file";
import { pemOf } from "@/lib/domain/csr/pem";
import type { Note } from "@/lib/operations/perform";
import type { Permit } from "@/lib/vendors/http/permit";
import { authorityId } from "@/lib/vendors/sectigo/authority-id";
import { createFromCsrs } from "@/lib/vendors/sectigo/batches";
import type { SectigoClient } from "@/lib/vendors/sectigo/client";
import { refused, requireCertificateProfile } from "./certificate-profile";
import { sendOnce } from "./lost-answer";
import { checkProfileAllows } from "./order-rules";

interface CsrOrder {
  certificateProfileId: number;
  /** The file as it arrives. */
  file: AsyncIterable<Uint8Array>;
}

/**
 * Orders a batch from a file of certificate signing requests, once and as a whole: the file is checked as `checkCsrs`
 * does it, and only what was found sound is sent, written anew in the form the vendor takes.
 * @throws Refusal `invalid_input` naming each request at fault, `too_large`, `outcome_unknown` when the answer was
 * lost; VendorError
 */
export async function orderFromCsrs(
  permit: Permit,
  note: Note,
  sectigo: SectigoClient,
  { certificateProfileId, file }: CsrOrder,
): Promise<Batch> {
  const reading = { requestId: permit.requestId };
  const profile = await requireCertificateProfile(reading, sectigo, certificateProfileId);
  const bodies: string[] = [];
  const check = await checkCsrFile(file, (base64) => bodies.push(base64));
  if (check.good < check.total || check.fileProblems.length > 0) throw fileRefused(check);
  const { errors } = checkProfileAllows(profile, check.total, "file");
  if (errors.length > 0) throw refused(errors);
  note({ requests: check.total });
  const size = check.total.toLocaleString("en");
  const batch = await sendOnce(
    () =>
      createFromCsrs(permit, sectigo, {
        authorityId: authorityId(certificateProfileId),
        csrs: pemBlocks(bodies),
      }),
    note,
    `Before you order again, look at the newest batches of ${profile.name} for one of ${size} certificates made just now; if it is there, the order was taken.`,
  );
  note({ batchId: batch.batchId, orderNumber: batch.orderNumber });
  return batch;
}

/** One after the other, so that they are not all held twice. */
function* pemBlocks(bodies: readonly string[]): Generator<string> {
  for (const body of bodies) yield pemOf(body);
}

function fileRefused({ total, good, findings, fileProblems }: CsrCheck): Refusal {
  const bad = total - good;
  const errors = [
    ...fileProblems.map((message) => ({ path: "file", message })),
    ...findings
      .filter(({ problems }) => problems.length > 0)
      .map(({ position, problems }) => ({ path: `file.${position}`, message: problems.join(" ") })),
  ];
  const count = bad.toLocaleString("en");
  const requests = `${count} of the ${total.toLocaleString("en")} requests ${bad === 1 ? "has" : "have"} problems.`;
  return new Refusal("invalid_input", {
    detail: [...fileProblems.slice(0, 3), ...(bad > 0 ? [requests] : [])].join(" "),
    next: "Correct the file and upload it again. A file is taken as a whole: nothing of it was ordered.",
    errors,
  });
}

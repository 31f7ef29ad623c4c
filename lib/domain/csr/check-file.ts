import "server-only";
import { batchSizeMax, type CsrCheck, csrFileBytesMax } from "@/lib/contract/batches";
import { Refusal } from "@/lib/contract/problem";
import { Breather } from "./breather";
import { type CheckedRequest, checkRequest } from "./check-request";
import { CsrReport } from "./csr-report";
import { type PemPart, PemScanner } from "./pem-scanner";

/** Requests whose signatures are verified at the same time, beside the main thread. */
const inFlightMax = 8;

/**
 * Checks a file of certificate signing requests as it arrives: each request by itself, keys and common names that occur
 * twice, and what else is in the file. A few requests are held at a time, and nobody else waits for more than a moment.
 * @param onSound told of each request without problems, in the file's order: its base64 between the markers
 * @throws Refusal `invalid_input` at the first private key or when the upload breaks off, `too_large` beyond 128 MB
 */
export async function checkCsrFile(
  file: AsyncIterable<Uint8Array>,
  onSound: (base64: string) => void = () => {},
): Promise<CsrCheck> {
  const report = new CsrReport(onSound);
  const breather = new Breather();
  const scanner = new PemScanner();
  const inFlight: { base64: string; checked: Promise<CheckedRequest> }[] = [];
  const settleOldest = async () => {
    const oldest = inFlight.shift();
    if (oldest !== undefined) report.request(await oldest.checked, oldest.base64);
  };
  const take = async (parts: Iterable<PemPart>) => {
    for (const part of parts) {
      if (part.kind === "request") {
        inFlight.push({ base64: part.base64, checked: checkRequest(part.base64) });
        if (inFlight.length >= inFlightMax) await settleOldest();
      } else if (part.kind === "damaged") {
        while (inFlight.length > 0) await settleOldest();
        report.damaged(part.problem);
      } else {
        report.foreign(part);
      }
      await breather.pause();
      if (report.isFull) return;
    }
  };
  for await (const bytes of bounded(file)) {
    if (bytes.includes(0)) {
      report.notText();
      break;
    }
    await take(scanner.push(bytes));
    await breather.pause();
    if (report.isFull) break;
  }
  if (!report.isFull) await take(scanner.end());
  while (inFlight.length > 0) await settleOldest();
  return report.result();
}

/** The same bytes as long as there are not too many. What breaks while they are read is the upload's fault. */
async function* bounded(file: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let total = 0;
  const pieces = file[Symbol.asyncIterator]();
  try {
    while (true) {
      const next = await pieces.next().catch(() => {
        throw new Refusal("invalid_input", {
          detail: "The upload broke off before the file was complete.",
          next: "Upload it again. Nothing was sent to the vendor.",
        });
      });
      if (next.done) return;
      total += next.value.length;
      if (total > csrFileBytesMax) throw tooLarge();
      yield next.value;
    }
  } finally {
    await pieces.return?.().catch(() => {});
  }
}

function tooLarge(): Refusal {
  return new Refusal("too_large", {
    detail: `The file is larger than ${csrFileBytesMax / 1024 / 1024} MB.`,
    next: `Order in several batches: each takes up to ${batchSizeMax.toLocaleString("en")} requests.`,
  });
}

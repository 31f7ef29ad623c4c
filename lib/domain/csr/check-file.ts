import "server-only";
import { batchSizeMax, type CsrCheck, csrFileBytesMax } from "@/lib/contract/batches";
import { Refusal } from "@/lib/contract/problem";
import { Breather } from "./breather";
import { type CheckedRequest, checkRequest } from "./check-request";
import { type PemPart, PemScanner } from "./pem-scanner";

/** Requests whose signatures are verified at the same time, beside the main thread. */
const inFlightMax = 8;
/** Findings that are told in full, and of them those kept for requests without problems. */
const findingsMax = 200;
const soundFindingsMax = 20;
const fileProblemsMax = 20;

/**
 * Checks a file of certificate signing requests as it arrives: each request by itself, keys and common names that occur
 * twice, and what else is in the file. One request is held at a time, and nobody else waits for more than a moment.
 * @param onSound told of each request without problems, in the file's order: its base64 between the markers
 * @throws Refusal `invalid_input` at the first private key or when the upload breaks off, `too_large` beyond 128 MB
 */
export async function checkCsrFile(
  file: AsyncIterable<Uint8Array>,
  onSound: (base64: string) => void = () => {},
): Promise<CsrCheck> {
  const report = new Report(onSound);
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

/** What has been found so far. Counts are exact; what is listed is limited. */
class Report {
  readonly #onSound: (base64: string) => void;
  readonly #positionByKey = new Map<string, number>();
  readonly #positionByCommonName = new Map<string, number>();
  readonly #findings: CsrCheck["findings"] = [];
  readonly #fileProblems: string[] = [];
  #unlistedFileProblems = 0;
  #soundFindings = 0;
  #total = 0;
  #good = 0;
  isFull = false;

  constructor(onSound: (base64: string) => void) {
    this.#onSound = onSound;
  }

  request(checked: CheckedRequest, base64: string): void {
    const position = this.#count();
    if (position === undefined) return;
    const { subject, key, keyFingerprint, commonName } = checked;
    const problems = [
      ...checked.problems,
      ...repeated("key", this.#positionByKey, keyFingerprint, position),
      ...repeated("common name", this.#positionByCommonName, commonName, position),
    ];
    this.#list({ position, subject, key, problems });
    if (problems.length > 0) return;
    this.#good += 1;
    this.#onSound(base64);
  }

  damaged(problem: string): void {
    const position = this.#count();
    if (position !== undefined) this.#list({ position, subject: null, key: null, problems: [problem] });
  }

  /** @throws Refusal at a private key */
  foreign(part: Exclude<PemPart, { kind: "request" | "damaged" }>): void {
    switch (part.kind) {
      case "private_key":
        throw privateKeyFound(part.line);
      case "other_block":
        return this.#fileProblem(
          `Line ${part.line} begins a block of another kind (${part.label}). Only certificate signing requests belong here.`,
        );
      case "stray":
        return this.#fileProblem(
          `Line ${part.line}: ${part.characters} characters that belong to no certificate signing request. Remove them; if they should be one, its BEGIN line is damaged.`,
        );
    }
  }

  notText(): void {
    this.isFull = true;
    this.#fileProblems.unshift(
      "This is not a text file. Convert the requests to PEM first, for example with openssl req -inform DER.",
    );
  }

  result(): CsrCheck {
    const fileProblems = [...this.#fileProblems];
    if (this.#total === 0 && fileProblems.length === 0)
      fileProblems.push("There is no certificate signing request in it.");
    if (this.#unlistedFileProblems > 0)
      fileProblems.push(`And ${this.#unlistedFileProblems} more places like these.`);
    return { total: this.#total, good: this.#good, findings: this.#findings, fileProblems };
  }

  /** The next request's position, or undefined when it is one too many. */
  #count(): number | undefined {
    if (this.#total < batchSizeMax) {
      this.#total += 1;
      return this.#total;
    }
    if (!this.isFull) {
      this.isFull = true;
      this.#fileProblems.unshift(
        `There are more than ${batchSizeMax.toLocaleString("en")} requests, which is the most a batch takes. The rest was not read.`,
      );
    }
    return undefined;
  }

  #list(finding: CsrCheck["findings"][number]): void {
    if (this.#findings.length >= findingsMax) return;
    if (finding.problems.length === 0) {
      if (this.#soundFindings >= soundFindingsMax) return;
      this.#soundFindings += 1;
    }
    this.#findings.push(finding);
  }

  #fileProblem(problem: string): void {
    if (this.#fileProblems.length < fileProblemsMax) this.#fileProblems.push(problem);
    else this.#unlistedFileProblems += 1;
  }
}

function repeated(
  what: string,
  positions: Map<string, number>,
  value: string | null,
  position: number,
): string[] {
  if (value === null) return [];
  const first = positions.get(value);
  if (first !== undefined) return [`Its ${what} is the same as that of request ${first}.`];
  positions.set(value, position);
  return [];
}

/** Where it stands, and nothing of what it is. */
function privateKeyFound(line: number): Refusal {
  const message = `Line ${line} begins a private key.`;
  return new Refusal("invalid_input", {
    detail: `${message} A private key must never leave its owner. Reading stopped there; nothing of the file was kept or sent.`,
    next: "Take every private key out of the file. If others have seen the file, make new keys and new requests.",
    errors: [{ path: "file", message }],
  });
}

import { batchSizeMax, type CsrCheck } from "@/lib/contract/batches";
import { Refusal } from "@/lib/contract/problem";
import type { CheckedRequest } from "./check-request";
import type { PemPart } from "./pem-scanner";

/** Findings that are told in full, and of them those kept for requests without problems. */
const findingsMax = 200;
const soundFindingsMax = 20;
const fileProblemsMax = 20;
const comparedCharactersMax = 64;

/** What has been found so far. Counts are exact; what is listed is limited. */
export class CsrReport {
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
    if (part.kind === "private_key") throw privateKeyFound(part.line);
    this.#fileProblem(
      part.kind === "other_block"
        ? `Line ${part.line} begins a block of another kind (${part.label}). Only certificate signing requests belong here.`
        : `Line ${part.line}: ${part.characters} characters that belong to no certificate signing request. Remove them; if they should be one, its BEGIN line is damaged.`,
    );
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
  // Longer ones have a problem of their own and are not worth keeping.
  if (value === null || value.length > comparedCharactersMax) return [];
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

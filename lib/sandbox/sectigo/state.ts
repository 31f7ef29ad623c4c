import type { Pkcs10CertificateRequest } from "@peculiar/x509";

export interface ProfileParameter {
  name: string;
  inputType: string;
  required: boolean;
  placeholder: string | null;
  validationPattern: string;
  message: string;
  value: string | null;
  title: string | null;
  batchScope: boolean;
  dynamic: boolean;
}

export interface GeneratorParameter {
  generatorParameterId: number | null;
  name: string;
  label: string;
  type: string;
  required: boolean;
  validator: string;
  message: string;
  value: string;
}

export interface Generator {
  generatorId: number;
  name: string;
  parameters: readonly GeneratorParameter[];
  /** The common name of certificate number `index`, counted from 0, for checked parameter values. */
  commonName(values: Readonly<Record<string, string>>, index: number): string;
}

/** An organization's right to use one profile. The API's "profile id" is `id`, never `profileId`. */
export interface Authority {
  id: number;
  profileId: number;
  profileName: string;
  enabled: boolean;
  /** 0: this authority is not metered, and its balance of 0 stops nobody, as in the seed's sample. */
  addedBalance: number;
  usedBalance: number;
  generatorIds: readonly number[];
  parameters: readonly ProfileParameter[];
  /** Shorter PKCS#12 passwords are refused, although the published pattern lets them pass. */
  shortestPassword: number;
  /** Requests for certificates must have a key of this kind. */
  keyAlgorithm: "EC" | "RSA";
  /** A request without a DNS name is accepted, and breaks its batch later. */
  needsDnsName: boolean;
}

/** What a batch is from a moment on, until its next phase. */
export interface Phase {
  atMs: number;
  status: string;
  /** Still being worked on. */
  active: boolean;
  downloadable: boolean;
  rejectReason: string | null;
}

/** Where the certificates of a batch come from. */
export type BatchSource =
  | { kind: "generator"; generatorId: number; values: Readonly<Record<string, string>> }
  | { kind: "csr"; requests: readonly Pkcs10CertificateRequest[] }
  /** A seeded batch of requests that nobody kept. */
  | { kind: "forgotten_csr" };

export interface Batch {
  batchId: number;
  createdAtMs: number;
  authorityId: number;
  batchName: string;
  size: number;
  userId: number;
  source: BatchSource;
  /** In the order of time; the first begins with the batch. */
  phases: readonly Phase[];
}

export class SectigoState {
  readonly authorities = new Map<number, Authority>();
  readonly generators = new Map<number, Generator>();
  readonly batches = new Map<number, Batch>();

  nextBatchId(): number {
    return Math.max(0, ...this.batches.keys()) + 1;
  }
}

export function balanceOf(authority: Authority): number {
  return authority.addedBalance - authority.usedBalance;
}

/** The phase in force: the last one that has begun. Time decides, nothing has to run. */
export function phaseAt(batch: Batch, nowMs: number): Phase {
  const phase = batch.phases.findLast(({ atMs }) => atMs <= nowMs) ?? batch.phases[0];
  if (!phase) throw new Error(`batch ${batch.batchId} has no phase`);
  return phase;
}

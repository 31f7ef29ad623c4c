import { z } from "zod";
import type { JobPlan } from "@/lib/contract/job-kinds";
import { type AskedAct, withActsRecorded } from "@/lib/domain/device-certificates/acts";
import { readJudged } from "@/lib/domain/device-certificates/judged-devices";
import { aboutMissing, aboutRekey, type JudgedDevice } from "@/lib/domain/device-certificates/row-rules";
import { forJob } from "@/lib/domain/device-certificates/vendor-refusals";
import type { CallOutcome, LookedUp, PlannedRow, Row, RowOutcome, RowPages } from "@/lib/domain/jobs/kind";
import type { Permit, Reading } from "@/lib/vendors/http/permit";
import { ublox } from "@/lib/vendors/ublox/client";
import { repeatedPage } from "@/lib/vendors/ublox/failures";
import { listRootCaDevices } from "@/lib/vendors/ublox/root-cas";
import { collectDevices, walkUids } from "./device-targets";
import { readIdFile } from "./id-file";

export type CertificateJob =
  | "deviceCertificates.renew"
  | "deviceCertificates.rekey"
  | "deviceCertificates.remove"
  | "deviceCertificates.revoke"
  | "deviceCertificates.transfer";

/** What a row is about beside its device: the certificate that was planned for, and what will follow from it. */
const certificateRow = z.object({
  caName: z.string(),
  serialNumber: z.string(),
  /** Transfer: when it ends instead, where that is earlier. */
  endsAt: z.string().optional(),
});
export type CertificateRow = z.output<typeof certificateRow>;

/** Before a row is judged: the root CA whose certificate it is to be. */
const ofRootCa = z.object({ ofRootCa: z.string() });

/** The certificate of a frozen row. Only rows that were judged are sent. */
export function certificateOf({ input }: Pick<Row, "input">): CertificateRow {
  return certificateRow.parse(JSON.parse(input ?? ""));
}

/** The same for people, who see skipped rows too; those have none. */
export function certificateIn({ input }: Pick<Row, "input">): CertificateRow | undefined {
  return input === null ? undefined : certificateRow.safeParse(JSON.parse(input)).data;
}

/** " under acme.example.com" */
export function underItsCa(row: Pick<Row, "input">): string {
  const certificate = certificateIn(row);
  return certificate === undefined ? "" : ` under ${certificate.caName}`;
}

/** What jobs on certificates have in common. */
export const certificateJob = {
  makes: "rows",
  /** As many as the vendor tells about in one call: what was lost is looked up by one, and one in a hundred is found by seven. */
  rowsPerCall: 100,
  callsAtOnce: 2,
  finishes: "later",
  unit: () => ({ one: "certificate", many: "certificates" }),
  collect: collectCertificates,
  readFile: (file: AsyncIterable<Uint8Array>) => readIdFile(file, { imeis: false }),
  // Nothing tells which of several devices were refused.
  splits: true,
  ifLost: "look",
} as const;

type Targets = Extract<JobPlan, { kind: CertificateJob }>["targets"];

async function* collectCertificates(reading: Reading, { targets }: { targets: Targets }): RowPages {
  if (targets.from !== "rootCa") {
    yield* collectDevices(reading, targets);
    return;
  }
  const { caName } = targets;
  const input = JSON.stringify({ ofRootCa: caName } satisfies z.output<typeof ofRootCa>);
  const pages = walkUids(
    async (page) => {
      const { items, page: place } = await listRootCaDevices(reading, ublox(), { caName, page });
      return { items: items.map(({ rotPublicUid }) => rotPublicUid), page: place };
    },
    repeatedPage(reading, "POST /ztp/rootca/device/get"),
  );
  let ordinal = 0;
  for await (const uids of pages) {
    yield uids.map((target): PlannedRow => ({ ordinal: ++ordinal, target, input }));
  }
}

/** Rows of different root CAs go into different calls: the vendor takes one name in each. */
export const byRootCa = (row: PlannedRow): string => certificateOf({ input: row.input ?? null }).caName;

/** A device with its certificate, on which a row may be carried out as far as the common rules go. */
export type Holder = JudgedDevice & { certificate: NonNullable<JudgedDevice["certificate"]> };

/**
 * Judges rows by what their devices show now: without a certificate, or while a re-key runs, nothing can be done. Of the
 * others `about` says what else stands against them, or what is special to their row.
 */
export async function judgeCertificates(
  reading: Reading,
  rows: readonly PlannedRow[],
  about: (holder: Holder) => { skip?: string; more?: Partial<CertificateRow> } = () => ({}),
): Promise<PlannedRow[]> {
  const uids = rows.map(({ target }) => target);
  const known = await readJudged(reading, ublox(), uids);
  return rows.map((row) => {
    const device = known.get(row.target);
    const skip = (words: string): PlannedRow => ({ ordinal: row.ordinal, target: row.target, skip: words });
    if (device === undefined) return skip("u-blox knows no device with this RoT UID.");
    const { certificate } = device;
    const against = aboutRekey(device) ?? aboutMissing(device) ?? aboutAnotherCa(row, device);
    if (against !== undefined || certificate === null) return skip(against ?? "");
    const judged = about({ ...device, certificate });
    if (judged.skip !== undefined) return skip(judged.skip);
    const { caName, serialNumber } = certificate;
    return { ...row, input: JSON.stringify({ caName, serialNumber, ...judged.more }) };
  });
}

function aboutAnotherCa({ input }: PlannedRow, { certificate }: JudgedDevice): string | undefined {
  const asked = input === undefined ? undefined : ofRootCa.safeParse(JSON.parse(input)).data?.ofRootCa;
  if (asked === undefined || certificate?.caName === asked) return undefined;
  return `It carries a certificate of ${certificate?.caName} by now, not of ${asked}.`;
}

/** Sends a call with an act on record for each of its rows. The vendor finishes it at the devices' heartbeats. */
export async function sendActs(
  permit: Permit,
  rows: readonly Row[],
  act: Pick<AskedAct, "act" | "toCaName">,
  call: (asked: { caName: string; rotPublicUids: string[] }) => Promise<unknown>,
): Promise<CallOutcome> {
  const acts = rows.map((row): AskedAct => {
    const { caName, serialNumber } = certificateOf(row);
    return { ...act, rotPublicUid: row.target, caName, serialNumber };
  });
  const caName = acts[0]?.caName ?? "";
  const rotPublicUids = acts.map(({ rotPublicUid }) => rotPublicUid);
  try {
    await withActsRecorded(permit, acts, () => call({ caName, rotPublicUids }));
  } catch (error) {
    throw forJob(error);
  }
  return { state: "accepted" };
}

const untold =
  "The answer was lost, and before the device's next heartbeat u-blox does not tell whether it took the order. The " +
  "device's certificate page shows it when it is seen.";

/**
 * What became of rows whose answer was lost, by what their devices show: only what a heartbeat has brought can be seen.
 * `isSeen` gets null for a device without a certificate.
 */
export async function lookUpActs(
  reading: Reading,
  rows: readonly Row[],
  isSeen: (device: JudgedDevice, planned: CertificateRow) => boolean,
): Promise<LookedUp> {
  const known = await readJudged(
    reading,
    ublox(),
    rows.map(({ target }) => target),
  );
  return new Map(
    rows.map((row): [number, RowOutcome] => {
      const device = known.get(row.target);
      const seen = device !== undefined && isSeen(device, certificateOf(row));
      return [row.ordinal, seen ? { state: "done" } : { state: "unknown", words: untold }];
    }),
  );
}

/** What a call is about, in the audit history: its one device, or how many certificates. */
export function certificateSubject(rows: readonly Row[]) {
  const id = rows.length === 1 ? String(rows[0]?.target) : `${rows.length} certificates`;
  return { type: "deviceCertificate", id };
}

/** What a plan costs beside its calls (u-blox seed, device/usage/get). */
export function billedEvents(count: number): string {
  return `u-blox bills ${count.toLocaleString("en-US")} usage ${count === 1 ? "event" : "events"}, each when its device has carried it out.`;
}

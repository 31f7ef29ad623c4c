import "server-only";
import { and, desc, eq, getTableColumns, inArray, lt, or, type SQL, sql } from "drizzle-orm";
import type { PgUpdateSetSource } from "drizzle-orm/pg-core";
import { auditEntries } from "@/drizzle/schema/audit";
import { licenses } from "@/drizzle/schema/juniper";
import type { LicenseState } from "@/lib/contract/licenses";
import { type Database, db, type Transaction } from "@/lib/db/connection";
import { publish } from "@/lib/domain/events/publish";
import type { Permit } from "@/lib/vendors/http/permit";
import { underwayMs } from "./limits";

/** A license as it is kept. */
export type LicenseRow = typeof licenses.$inferSelect;
/** The same without what is sealed. */
export type KnownLicense = Omit<LicenseRow, "sealedKey" | "sealedFile"> & {
  hasKey: boolean;
  hasFile: boolean;
};

export const stateOf = ({ state }: Pick<LicenseRow, "state">) => state as LicenseState;

/** On its way, or in doubt. */
export const openStates = [
  "activating",
  "activation_in_doubt",
  "releasing",
  "release_in_doubt",
] as const satisfies LicenseState[];

/** What an entitlement and a device have in common: of these there is one thing at a time. */
export type LicensedDevice = Pick<LicenseRow, "ssrn" | "serialNumber">;

/** Of this entitlement, however its SSRN is written. */
const isOf = (ssrn: string): SQL => sql`upper(${licenses.ssrn}) = ${ssrn.toUpperCase()}`;

/** Where the key of a license is sealed, and where its file is. */
export const keyPlace = (licenseId: string) => `licenses.sealed_key/${licenseId}`;
export const filePlace = (licenseId: string) => `licenses.sealed_file/${licenseId}`;

/** Who asks for a change, and for which job: as its intent says in the audit history. */
export async function askerOf({ auditId }: Permit): Promise<{ askedBy: string; jobId: string | null }> {
  const [intent] = await db()
    .select({ askedBy: auditEntries.actorName, jobId: auditEntries.jobId })
    .from(auditEntries)
    .where(eq(auditEntries.id, auditId));
  if (intent === undefined) throw new Error("a change of a license has no intent in the audit history");
  return intent;
}

/**
 * Changes the records of one entitlement and device while nobody else does. What is read in here is as the one before
 * has left it.
 */
export async function alone<Result>(
  { ssrn, serialNumber }: LicensedDevice,
  change: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  return await db().transaction(async (tx) => {
    const name = `license ${ssrn.toUpperCase()} ${serialNumber}`;
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`);
    return await change(tx);
  });
}

/** The row by its id, with what is sealed. */
export async function findRow(
  licenseId: string,
  where: Transaction | Database = db(),
): Promise<LicenseRow | undefined> {
  const [row] = await where.select().from(licenses).where(eq(licenses.id, licenseId));
  return row;
}

/** The rows of an entitlement and a device that are in one of these states, latest first. */
export async function rowsOf(
  { ssrn, serialNumber }: LicensedDevice,
  states: readonly LicenseState[],
  where: Transaction | Database = db(),
): Promise<LicenseRow[]> {
  return await where
    .select()
    .from(licenses)
    .where(and(isOf(ssrn), eq(licenses.serialNumber, serialNumber), inArray(licenses.state, [...states])))
    .orderBy(desc(licenses.askedAt), desc(licenses.id));
}

const { sealedKey, sealedFile, ...plain } = getTableColumns(licenses);

/** Rows without what is sealed, latest first. */
export async function knownLicenses(condition: SQL | undefined): Promise<KnownLicense[]> {
  return await db()
    .select({
      ...plain,
      hasKey: sql<boolean>`${sealedKey} is not null`,
      hasFile: sql<boolean>`${sealedFile} is not null`,
    })
    .from(licenses)
    .where(condition)
    .orderBy(desc(licenses.askedAt), desc(licenses.id));
}

/** A row without what is sealed. */
export function knownOf({ sealedKey, sealedFile, ...row }: LicenseRow): KnownLicense {
  return { ...row, hasKey: sealedKey !== null, hasFile: sealedFile !== null };
}

/**
 * How long ago a row's open request was let go, by the database's clock; of the activation, or of the release once that
 * was asked for.
 */
export async function ageMsOf({ id }: Pick<LicenseRow, "id">): Promise<number> {
  const asked = sql`coalesce(${licenses.releaseAskedAt}, ${licenses.askedAt})`;
  const [row] = await db()
    .select({ ageMs: sql<number>`(extract(epoch from clock_timestamp() - ${asked}) * 1000)::float8` })
    .from(licenses)
    .where(eq(licenses.id, id));
  return row?.ageMs ?? 0;
}

/** Changes a row that is in one of these states, and gives it as it is then; undefined when it is in another one. */
export async function changeRow(
  tx: Transaction | Database,
  { id }: Pick<LicenseRow, "id">,
  states: readonly LicenseState[],
  change: PgUpdateSetSource<typeof licenses>,
): Promise<LicenseRow | undefined> {
  const [changed] = await tx
    .update(licenses)
    .set(change)
    .where(and(eq(licenses.id, id), inArray(licenses.state, [...states])))
    .returning();
  return changed;
}

/** Removes the row of a request that never left this house. */
export async function removeUnsent({ id }: Pick<LicenseRow, "id">): Promise<void> {
  await db()
    .delete(licenses)
    .where(and(eq(licenses.id, id), inArray(licenses.state, ["activating", "releasing"])));
}

/** What a release has left in a row that is active again. */
export const notReleased = {
  releaseAskedAt: null,
  releasedAt: null,
  releasedBy: null,
  releaseReason: null,
  quantityReturned: null,
};

/**
 * Has requests count as in doubt whose process has not written down what came of them: it was lost, or the database was
 * away. Nothing is sent.
 */
export async function doubtOverdueLicenses(): Promise<void> {
  const overdue = sql`clock_timestamp() - ${underwayMs}::float8 * interval '1 millisecond'`;
  const changed = await db()
    .update(licenses)
    .set({
      state: sql`case ${licenses.state} when 'activating' then 'activation_in_doubt' else 'release_in_doubt' end`,
    })
    .where(
      or(
        and(eq(licenses.state, "activating"), lt(licenses.askedAt, overdue)),
        and(eq(licenses.state, "releasing"), lt(licenses.releaseAskedAt, overdue)),
      ),
    )
    .returning({ id: licenses.id });
  if (changed.length > 0) await publish({ type: "licenses" });
}

/** What of ours is on its way, in doubt or active of an entitlement on these devices, by serial number. */
export async function standingOn(
  ssrn: string,
  serialNumbers: readonly string[],
): Promise<ReadonlyMap<string, KnownLicense>> {
  const rows = await knownLicenses(
    and(
      isOf(ssrn),
      inArray(licenses.serialNumber, [...serialNumbers]),
      inArray(licenses.state, [...openStates, "active"]),
    ),
  );
  return new Map(rows.map((row) => [row.serialNumber, row]));
}

/** Whether somebody has released an active license of ours elsewhere, by the ids that the vendor lists as given back. */
export function wasGivenBack(
  { state, activationId }: Pick<LicenseRow, "state" | "activationId">,
  givenBack: ReadonlySet<string>,
): boolean {
  return state === "active" && activationId !== null && givenBack.has(activationId);
}

import "server-only";
import { and, desc, eq, inArray } from "drizzle-orm";
import type { z } from "zod";
import { auditEntries } from "@/drizzle/schema/audit";
import type { licenseDetail, licenseEvent } from "@/lib/contract/licenses";
import { notFound } from "@/lib/contract/problem";
import { db } from "@/lib/db/connection";
import { type KnownGroup, readGroup } from "@/lib/domain/entitlements/group";
import { isTrouble } from "@/lib/domain/last-answers/last-answers";
import type { Reading } from "@/lib/vendors/http/permit";
import { VendorError } from "@/lib/vendors/http/vendor-error";
import type { JuniperClient } from "@/lib/vendors/juniper/client";
import { findListed } from "./begin-release";
import { merge } from "./merge";
import { findRow, type KnownLicense, knownOf } from "./records";
import { isSeenId, seenActivationOf } from "./seen-id";
import { type Listed, seenLicense } from "./view";

type Detail = z.input<typeof licenseDetail>;

export interface LicenseAnswer {
  detail: Detail;
  /** Set when the vendor's listing is part of it. */
  answeredAt?: Date | undefined;
  staleBecause?: VendorError | undefined;
}

/**
 * One license: what is kept here, with what the vendor lists of it as far as that can be had.
 * @throws Refusal `not_found`; VendorError for one that only the vendor knows, when it cannot be asked
 */
export async function getLicense(
  reading: Reading,
  juniper: () => JuniperClient,
  licenseId: string,
): Promise<LicenseAnswer> {
  const row = await findRow(licenseId);
  if (row === undefined) return await seenDetail(reading, juniper(), licenseId);
  const known = knownOf(row);
  const { group, staleBecause } = await groupOfRow(reading, juniper, known);
  const { license, listed } = merged(known, group);
  return {
    detail: {
      ...license,
      file: fileOf(known),
      jobId: isSeenId(row.id) ? null : row.jobId,
      events: eventsOf(known),
      handedOut: await handedOut(licenseId),
      listed: listed === undefined ? null : listedFacts(listed),
    },
    answeredAt: group?.answeredAt,
    staleBecause: staleBecause ?? group?.staleBecause,
  };
}

async function seenDetail(
  reading: Reading,
  juniper: JuniperClient,
  licenseId: string,
): Promise<LicenseAnswer> {
  const seen = seenActivationOf(licenseId);
  if (seen === undefined) throw notFound("This license");
  const listed = await findListed(reading, juniper, licenseId);
  const { customerId, groupId } = seen;
  const { answeredAt, staleBecause } = await readGroup(reading, juniper, { customerId, groupId });
  return {
    detail: {
      ...seenLicense(listed, { customerId, groupId }, new Date()),
      file: null,
      jobId: null,
      events: [],
      handedOut: [],
      listed: listedFacts(listed),
    },
    answeredAt,
    staleBecause,
  };
}

/** The group of a license, where it can be had. */
async function groupOfRow(
  reading: Reading,
  juniper: () => JuniperClient,
  { customerId, groupId }: KnownLicense,
): Promise<{ group?: KnownGroup; staleBecause?: VendorError }> {
  try {
    return {
      group: await readGroup(reading, juniper(), {
        customerId: customerId ?? undefined,
        groupId: groupId ?? undefined,
      }),
    };
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    return isTrouble(error) ? { staleBecause: error } : {};
  }
}

function merged(row: KnownLicense, group: KnownGroup | undefined) {
  const { customerId, groupId } = row;
  const around = group ?? { customerId: customerId ?? "", groupId: groupId ?? "", entitlements: [] };
  const [first] = merge([row], around, new Date());
  if (first === undefined) throw new Error("a license is missing among itself");
  return first;
}

function fileOf({ hasFile, fileName, fileBytes, fileSha256 }: KnownLicense): Detail["file"] {
  if (!hasFile || fileName === null || fileBytes === null || fileSha256 === null) return null;
  return { fileName, sizeBytes: fileBytes, sha256: fileSha256 };
}

/** What happened to it here, latest first. */
function eventsOf(row: KnownLicense): z.input<typeof licenseEvent>[] {
  const event = (at: Date | null, words: string, by: string | null) =>
    at === null ? [] : [{ at: at.toISOString(), words, by, auditId: null }];
  const here = !isSeenId(row.id);
  const wasReleased = row.state === "released";
  const givenBack = here && row.fileSha256 !== null ? "Released; key and file were erased here" : "Released";
  return [
    ...(wasReleased ? event(row.releasedAt, givenBack, row.releasedBy) : []),
    ...event(row.releaseAskedAt, "Release asked for", row.releasedBy),
    ...(row.state === "not_activated" ? event(row.askedAt, "Not activated: nothing was taken", null) : []),
    ...event(row.activatedAt, "Activated", here ? row.askedBy : null),
    ...(here ? event(row.askedAt, "Activation asked for", row.askedBy) : []),
  ];
}

/** What the vendor's listing says, without the devices beside it. */
function listedFacts({ entitlement, activation }: Listed) {
  const { entitlementId, ssrn, type, productSku, status, quantity, startsAt, endsAt } = entitlement;
  return {
    ...activation,
    entitlement: { entitlementId, ssrn, type, productSku, status, quantity, startsAt, endsAt },
  };
}

const handingOut = { "licenses.reveal": "revealed", "licenses.download": "downloaded" } as const;
const handedOutMax = 50;

/** Who was shown or given key and file. */
async function handedOut(licenseId: string): Promise<Detail["handedOut"]> {
  const { id, at, actorName, action, outcome, subjectType, subjectId } = auditEntries;
  const rows = await db()
    .select({ auditId: id, at, by: actorName, action })
    .from(auditEntries)
    .where(
      and(
        inArray(action, Object.keys(handingOut)),
        eq(outcome, "succeeded"),
        eq(subjectType, "license"),
        eq(subjectId, licenseId),
      ),
    )
    .orderBy(desc(auditEntries.ordinal))
    .limit(handedOutMax);
  return rows.map((row) => ({
    at: row.at.toISOString(),
    by: row.by,
    what: row.action === "licenses.reveal" ? "revealed" : "downloaded",
    auditId: row.auditId,
  }));
}

import "server-only";
import type { Batch } from "@/lib/contract/batches";
import type { CertificateProfile } from "@/lib/contract/certificate-profiles";
import type { Reading } from "@/lib/vendors/http/permit";
import type { SectigoClient } from "@/lib/vendors/sectigo/client";
import { listCertificateProfiles } from "@/lib/vendors/sectigo/profiles";
import { listBatches } from "./read-batches";

/** Batches looked at for each certificate profile. */
const newestOfEach = 20;
/** Searches at the same time: half of the connections, so that other screens get theirs. */
const searchesAtOnce = 4;

/** Ends that somebody or something has already decided. */
const settled: readonly Batch["statusClass"][] = ["expired", "rejected", "revoked", "collected"];

/**
 * The newest batches of every enabled certificate profile that somebody may want to act on, the most urgent first and
 * within that the newest: failed or stuck, ready, waiting, then those whose end is known. What was collected is left out.
 */
export async function readAttention(
  reading: Reading,
  sectigo: SectigoClient,
): Promise<{ items: Batch[]; examined: number }> {
  const { items: profiles } = await listCertificateProfiles(reading, sectigo);
  const enabled = profiles.filter((profile) => profile.enabled);
  const newest = await newestBatches(reading, sectigo, enabled);
  const ranked = newest.map((batch) => ({ batch, rank: urgencyOf(batch) }));
  const urgent = ranked.filter((entry): entry is { batch: Batch; rank: number } => entry.rank !== undefined);
  urgent.sort((left, right) => left.rank - right.rank || byDate(right.batch, left.batch));
  return { items: urgent.map(({ batch }) => batch), examined: newest.length };
}

/** The newest batches of all these profiles. The first search that fails ends it: half a picture would mislead. */
async function newestBatches(
  reading: Reading,
  sectigo: SectigoClient,
  profiles: readonly CertificateProfile[],
): Promise<Batch[]> {
  const waiting = profiles.values();
  const found: Batch[] = [];
  let hasFailed = false;
  const searcher = async () => {
    for (const profile of waiting) {
      if (hasFailed) return;
      try {
        const { items } = await listBatches(reading, sectigo, {
          certificateProfileId: profile.certificateProfileId,
          page: 1,
          size: newestOfEach,
          sort: "-createdAt",
        });
        // Rows of a search do not say which profile they belong to.
        found.push(...items.map((batch) => ({ ...batch, profileName: batch.profileName ?? profile.name })));
      } catch (error) {
        hasFailed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: searchesAtOnce }, searcher));
  return found;
}

/** 0 is the most urgent; undefined when there is nothing to do. */
function urgencyOf({ statusClass, downloadable, needsAttention }: Batch): number | undefined {
  if (needsAttention) return settled.includes(statusClass) ? 3 : 0;
  if (downloadable) return statusClass === "collected" ? undefined : 1;
  return 2;
}

function byDate(left: Batch, right: Batch): number {
  return (
    Date.parse(left.createdAt ?? "1970-01-01") - Date.parse(right.createdAt ?? "1970-01-01") ||
    left.batchId - right.batchId
  );
}

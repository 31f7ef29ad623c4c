import type { RootCa } from "@/lib/contract/root-cas";
import { rootCaEnd } from "@/lib/domain/device-certificates/root-ca-end";
import type { Reading } from "@/lib/vendors/http/permit";
import { ublox } from "@/lib/vendors/ublox/client";
import { listAllRootCas } from "@/lib/vendors/ublox/root-cas";

const listed = new WeakMap<Reading, Promise<ReadonlyMap<string, string | null>>>();

/**
 * When each root CA ends, by name; null where nobody says it. The list is read once for each reading, which is one
 * preparation of a plan. @throws VendorError
 */
export function endsOfRootCas(reading: Reading): Promise<ReadonlyMap<string, string | null>> {
  const known = listed.get(reading) ?? listAllRootCas(reading, ublox()).then(endsOf);
  listed.set(reading, known);
  return known;
}

const endsOf = (cas: readonly RootCa[]) => new Map(cas.map((ca) => [ca.caName, rootCaEnd(ca)]));

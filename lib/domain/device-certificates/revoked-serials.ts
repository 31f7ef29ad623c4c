import "server-only";
import { sql } from "drizzle-orm";
import { certificateActs, revocationLists } from "@/drizzle/schema/ublox";
import { db } from "@/lib/db/connection";
import { serialNumberKey } from "../x509/serial-numbers";
import { serialKeyIn } from "./serial-key";

/** A certificate by its CA and number, and whose it is. */
export interface SerialOfCa {
  rotPublicUid: string | null;
  caName: string;
  serialNumber: string | null;
}

/**
 * Which of some certificates are revoked: by the revocation list of their CA that was fetched last, or from here, as the
 * vendor has confirmed. Nobody is asked for it.
 * @returns tells it of one of them
 */
export async function revokedAmong(
  certificates: readonly SerialOfCa[],
): Promise<(certificate: SerialOfCa) => boolean> {
  const asked = certificates.flatMap(({ caName, serialNumber }) =>
    serialNumber === null ? [] : [{ caName, key: keyOf(serialNumber) }],
  );
  if (asked.length === 0) return () => false;
  const caNames = list(asked.map(({ caName }) => caName));
  const uids = list(certificates.flatMap(({ rotPublicUid }) => rotPublicUid ?? []));
  const keys = list(asked.map(({ key }) => key));
  const rows = await db().execute<{ caName: string; key: string }>(sql`
    with asked as (select distinct * from unnest(${caNames}, ${keys}) as asked (ca_name, key)),
    latest as (
      select distinct on (ca_name) ca_name, parsed from ${revocationLists}
      where ca_name = any(${caNames}) order by ca_name, last_fetched_at desc
    ),
    listed as materialized (
      select latest.ca_name, ${serialKeyIn(sql`entry ->> 'serialNumber'`)} as key
      from latest, jsonb_array_elements(latest.parsed -> 'revoked') as entry
    )
    select asked.ca_name as "caName", asked.key from asked join listed using (ca_name, key)
    union
    select asked.ca_name, asked.key from asked
    join ${certificateActs} acts on acts.ca_name = asked.ca_name and ${serialKeyIn(sql`acts.serial_number`)} = asked.key
    where acts.rot_public_uid = any(${uids}) and acts.act = 'revoke' and acts.certain`);
  const revoked = new Set(rows.map(({ caName, key }) => `${caName} ${key}`));
  return ({ caName, serialNumber }) =>
    serialNumber !== null && revoked.has(`${caName} ${keyOf(serialNumber)}`);
}

const keyOf = (serialNumber: string) => serialNumberKey(serialNumber) ?? serialNumber;

function list(values: readonly string[]) {
  return sql`${sql.param(values)}::text[]`;
}

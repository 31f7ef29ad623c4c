import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/db/connection";
import { testDatabase } from "@/lib/db/testing";
import { record } from "./record";
import { sealAll, someFacts, tamper } from "./testing";
import { verifyHistory } from "./verify";

const { owner } = await testDatabase();
const length = 12;
/** Where the history is changed: neither at its beginning nor at its end. */
const place = 6;

beforeAll(async () => {
  // Even the owner may not set this column otherwise; whoever tampers with it takes the rule away first.
  await owner`alter table audit_entries alter ordinal drop identity`;
  await owner`create sequence ordinals owned by audit_entries.ordinal`;
  await owner`grant usage on sequence ordinals to muniment_app`;
  await owner`alter table audit_entries alter ordinal set default nextval('ordinals')`;
  for (let number = 1; number <= length; number += 1) {
    await record(db(), someFacts({ subject: { type: "tag", id: `tag ${number}` } }), "succeeded");
  }
  await sealAll();
});

test("an untouched history holds", async () => {
  expect(await verifyHistory()).toMatchObject({
    intact: true,
    entries: length,
    unsealed: 0,
    headSequence: length,
    headHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    problem: null,
  });
});

const columns = await owner<{ table: string; column: string; type: string }[]>`
  select table_name as table, column_name as column, udt_name as type from information_schema.columns
  where table_name in ('audit_entries', 'audit_seals') order by table_name, ordinal_position`;

/** A value of each type that differs from any there is. */
const another: Record<string, (column: string) => string> = {
  text: (column) => `coalesce(${column}, '') || '0'`,
  int8: (column) => `${column} + 1000`,
  xid8: (column) => `(${column}::text::bigint + 1000000)::text::xid8`,
  timestamptz: (column) => `${column} + interval '1 millisecond'`,
  _text: (column) => `${column} || array['x']`,
  jsonb: (column) => `${column} || '{"tries":2}'`,
};

/** Makes a change, hands out what the verification finds, and takes it back. */
async function found(change: string): Promise<Awaited<ReturnType<typeof verifyHistory>>> {
  await owner`create table entries_before as select * from audit_entries`;
  await owner`create table seals_before as select * from audit_seals`;
  try {
    await tamper(owner, (tx) => tx.unsafe(change));
    return await verifyHistory();
  } finally {
    await tamper(owner, async (tx) => {
      await tx`delete from audit_entries`;
      await tx`delete from audit_seals`;
      await tx`insert into audit_entries select * from entries_before`;
      await tx`insert into audit_seals select * from seals_before`;
    });
    await owner`drop table entries_before, seals_before`;
    expect((await verifyHistory()).intact).toBe(true);
  }
}

const entryAt = (sequence: number) => `(select entry_id from audit_seals where sequence = ${sequence})`;

describe("a change of any stored column is found and named", () => {
  test.each(columns.map(({ table, column, type }) => [table, column, type] as const))(
    "%s.%s",
    async (table, column, type) => {
      const row = table === "audit_entries" ? `id = ${entryAt(place)}` : `sequence = ${place}`;
      const value = another[type]?.(`"${column}"`);
      const { intact, problem } = await found(`update ${table} set "${column}" = ${value} where ${row}`);
      expect({ intact, sequence: problem?.sequence }).toEqual({ intact: false, sequence: place });
      expect(problem?.words).toContain(`Entry ${place} `);
    },
  );
});

describe("the first bad entry is named", () => {
  const inserted = (sequence: number) => `
    insert into audit_entries
      select 'aud_made_up', ordinal + 1000, xact, at, actor_type, actor_id, actor_name, actor_role, action,
             subject_type, 'made up', outcome, intent_id, request_id, address, fields, detail
      from audit_entries where id = ${entryAt(place)};
    update audit_seals set sequence = -sequence where sequence >= ${sequence};
    update audit_seals set sequence = 1 - sequence where sequence < 0;
    insert into audit_seals select ${sequence}, 'aud_made_up', xact, ordinal + 1000, previous_hash, hash
      from audit_seals where sequence = ${sequence - 1}`;

  test.each([
    ["an entry is deleted", `delete from audit_entries where id = ${entryAt(4)}`, 4],
    [
      "an entry is deleted with its seal",
      `delete from audit_entries where id = ${entryAt(4)}; delete from audit_seals where sequence = 4`,
      4,
    ],
    ["the last entry is deleted", `delete from audit_entries where id = ${entryAt(length)}`, length],
    [
      "two entries are swapped",
      `update audit_seals set entry_id = case sequence when 3 then 'x' else 'y' end where sequence in (3, 8);
       update audit_seals s set entry_id = (select id from audit_entries where subject_id =
         case s.sequence when 3 then 'tag 8' else 'tag 3' end) where sequence in (3, 8)`,
      3,
    ],
    ["an entry is put in between, the rest moved up", inserted(5), 5],
    [
      "two things at once, the later one in its place and the earlier one in its content",
      `delete from audit_entries where id = ${entryAt(9)};
       update audit_entries set actor_name = 'eve' where id = ${entryAt(2)}`,
      2,
    ],
    [
      "two things at once, the other way round",
      `delete from audit_entries where id = ${entryAt(2)};
       update audit_entries set actor_name = 'eve' where id = ${entryAt(9)}`,
      2,
    ],
  ])("%s", async (_what, change, sequence) => {
    const { intact, problem } = await found(change);
    expect({ intact, sequence: problem?.sequence }).toEqual({ intact: false, sequence });
  });

  test("also while a new entry waits for its seal, so that the numbers of both add up", async () => {
    const { intact, problem, unsealed } = await found(
      `delete from audit_entries where id = ${entryAt(length)};
       insert into audit_entries
         select 'aud_waiting', ordinal + 1000, xact, now(), actor_type, actor_id, actor_name, actor_role, action,
                subject_type, 'waiting', outcome, intent_id, request_id, address, fields, detail
         from audit_entries where id = ${entryAt(1)}`,
    );
    expect({ intact, sequence: problem?.sequence, unsealed }).toEqual({
      intact: false,
      sequence: length,
      unsealed: 1,
    });
  });
});

describe("entries without a seal", () => {
  const inserted = (age: string, xact: string) => `
    insert into audit_entries
      select 'aud_late', ordinal + 1000, ${xact}, now() - interval '${age}', actor_type, actor_id, actor_name,
             actor_role, action, subject_type, 'late', outcome, intent_id, request_id, address, fields, detail
      from audit_entries where id = ${entryAt(1)}`;

  test("a new one only waits", async () => {
    expect(await found(inserted("1 second", "xact"))).toMatchObject({ intact: true, unsealed: 1 });
  });

  test("one that was put in with an old time is found", async () => {
    expect(await found(inserted("1 hour", "xact"))).toMatchObject({
      intact: false,
      unsealed: 1,
      problem: {
        sequence: null,
        words: expect.stringContaining("1 entry older than a minute carries no seal"),
      },
    });
  });

  test("one that pretends to come from a transaction still to come is found too", async () => {
    expect(await found(inserted("1 hour", "'999999999'::xid8"))).toMatchObject({ intact: false });
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type AuditEntry, auditEntry } from "@/lib/contract/audit";
import { genesisHash } from "./chain";
import { ChainCheck } from "./chain-check";
import { sealedChain } from "./testing-chain";

function check(entries: readonly AuditEntry[]): ChainCheck {
  const chain = new ChainCheck();
  for (const entry of entries) chain.add(entry);
  return chain;
}

const whole = sealedChain(40);

describe("an untouched chain", () => {
  test("holds, and its head is the last entry", () => {
    const { problem, entries, headSequence, headHash } = check(whole);
    expect({ problem, entries, headSequence, headHash }).toEqual({
      problem: null,
      entries: 40,
      headSequence: 40,
      headHash: whole.at(-1)?.hash,
    });
  });

  test("begins at nothing and links every entry to the one before", () => {
    expect(whole[0]?.previousHash).toBe(genesisHash);
    for (const [index, entry] of whole.entries()) {
      if (index > 0) expect(entry.previousHash).toBe(whole[index - 1]?.hash);
    }
    expect(new Set(whole.map(({ hash }) => hash)).size).toBe(whole.length);
  });

  test("survives the way through JSON, whatever the order of an object's members", () => {
    const reordered = whole.map((entry) => {
      const { detail, ...rest } = JSON.parse(JSON.stringify(entry));
      return auditEntry.parse({ detail: Object.fromEntries(Object.entries(detail).reverse()), ...rest });
    });
    expect(check(reordered).problem).toBeNull();
  });
});

describe("every field of an entry is under its hash", () => {
  const members = Object.keys(auditEntry.shape) as (keyof AuditEntry)[];
  const another = (value: unknown): unknown => {
    if (typeof value === "number") return value + 1;
    if (typeof value === "string") return `${value}x`;
    if (Array.isArray(value)) return [...value, "x"];
    if (value === null) return "x";
    return { ...Object(value), x: 1 };
  };

  test.each(members)("%s", (member) => {
    const index = 20;
    const entry = whole[index];
    if (entry === undefined) throw new Error("The chain is too short.");
    const changed = { ...entry, [member]: another(entry[member]) } as AuditEntry;
    const { problem } = check(whole.with(index, changed));
    // A changed number leaves a gap where the entry was.
    expect(problem?.sequence).toBe(index + 1);
  });
});

describe("the first bad entry is named", () => {
  const place = fc.integer({ min: 0, max: whole.length - 1 });
  const text = fc.string({ unit: "binary", maxLength: 30 });

  /** Each way to tamper, with the number of the entry that has to be named. */
  const edit = fc
    .record({
      index: place,
      member: fc.constantFrom("actorName", "subjectId", "action", "requestId", "address", "at"),
      value: text,
    })
    .filter(({ index, member, value }) => whole[index]?.[member as keyof AuditEntry] !== value)
    .map(({ index, member, value }) => ({
      tampered: whole.map((entry, at) => (at === index ? { ...entry, [member]: value } : entry)),
      named: index + 1,
    }));
  const deletion = fc
    .record({ index: fc.integer({ min: 0, max: whole.length - 2 }), length: fc.integer({ min: 1, max: 5 }) })
    .map(({ index, length }) => {
      const end = Math.min(index + length, whole.length - 1);
      return { tampered: whole.toSpliced(index, end - index), named: index + 1 };
    });
  const swap = fc
    .record({ left: place, right: place })
    .filter(({ left, right }) => left < right)
    .map(({ left, right }) => {
      const tampered = [...whole];
      const [one, other] = [whole[left], whole[right]];
      if (one !== undefined && other !== undefined) {
        tampered[left] = other;
        tampered[right] = one;
      }
      return { tampered, named: left + 1 };
    });
  const insertion = fc
    .record({ index: fc.integer({ min: 1, max: whole.length }), copied: place, subjectId: text })
    .map(({ index, copied, subjectId }) => {
      const made = { ...whole[copied], entryId: "aud_made_up", subjectId } as AuditEntry;
      // The number that the place asks for, so that only the hash can tell.
      return { tampered: whole.toSpliced(index, 0, { ...made, sequence: index + 1 }), named: index + 1 };
    });
  const rehashed = fc
    .record({ index: fc.integer({ min: 0, max: whole.length - 2 }), subjectId: text })
    .filter(({ index, subjectId }) => whole[index]?.subjectId !== subjectId)
    .map(({ index, subjectId }) => {
      // Whoever changes an entry and gives it a fitting hash breaks the link to the next one.
      const [made] = sealedChain(1, {
        entry: { ...whole[index], subjectId } as AuditEntry,
        previousHash: whole[index]?.previousHash ?? genesisHash,
        sequence: index + 1,
      });
      return { tampered: whole.with(index, made as AuditEntry), named: index + 2 };
    });

  test.each([
    ["a changed value", edit],
    ["deleted entries", deletion],
    ["two swapped entries", swap],
    ["an inserted entry", insertion],
    ["a changed entry with a hash that fits it", rehashed],
  ])("%s", (_what, tampering) => {
    fc.assert(
      fc.property(tampering, ({ tampered, named }) => {
        const { problem, entries } = check(tampered);
        expect(problem?.sequence).toBe(named);
        expect(entries).toBe(named - 1);
      }),
      { numRuns: 200 },
    );
  });
});

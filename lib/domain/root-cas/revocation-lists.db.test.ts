import { buffer, text } from "node:stream/consumers";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { rootCas } from "@/lib/contract/root-cas";
import { testDatabase } from "@/lib/db/testing";
import { closeClients, failureOf, reading } from "@/lib/vendors/http/testing/client";
import { closeServers } from "@/lib/vendors/http/testing/recording-server";
import { pemOf, type TestAuthority, testAuthority, testRevocationList } from "../x509/testing";
import { listKept } from "./kept-lists";
import { fetchRevocationList, revocationListFile } from "./revocation-lists";
import { no, pageWith, scriptedVendor } from "./testing";

await testDatabase();

let authority: TestAuthority;
beforeAll(async () => {
  authority = await testAuthority();
});

afterEach(async () => {
  await closeClients();
  await closeServers();
});

/** A vendor whose list of a CA is what is set last. */
async function vendorOf(caName: string) {
  const now: { CRL?: string; SerialNumbers?: string[]; refused?: ReturnType<typeof no> } = {};
  let rootCa: unknown = { CAName: caName, Certificate: authority.pem };
  const { ublox } = await scriptedVendor({
    "/ztp/rootca/crl/get": () => now.refused ?? { CRLs: [{ CAName: caName, ...now }] },
    "/ztp/rootca/get": () => rootCa,
  });
  rootCa = pageWith("CAs", [rootCa]);
  return {
    set: (list: typeof now) => Object.assign(now, { CRL: undefined, SerialNumbers: undefined }, list),
    /** Has the CA itself be unreadable, until what it gives back is called. */
    loseCertificate: () => {
      const told = rootCa;
      rootCa = no("trouble", 500);
      return () => {
        rootCa = told;
      };
    },
    fetch: () => fetchRevocationList(reading, ublox, { caName }),
    history: () => listKept(caName, { page: 1 }),
  };
}

const listOf = async (number: number, ...serialNumbers: string[]) =>
  pemOf(
    "X509 CRL",
    await testRevocationList(
      authority,
      serialNumbers.map((serialNumber) => ({ serialNumber })),
      { number },
    ),
  ).replaceAll("\n", "\\n");

describe("a revocation list that is fetched", () => {
  test("is kept once, moved on while it stays the same, and compared with the one before when it changes", async () => {
    const ca = await vendorOf("kept.example.com");
    const first = await listOf(1, "0a", "0b");
    ca.set({ CRL: first, SerialNumbers: ["a", "b"] });
    const fetched = await ca.fetch();
    expect(rootCas.crl.response.parse(fetched)).toEqual(fetched);
    expect(fetched).toMatchObject({
      caName: "kept.example.com",
      number: "1",
      signature: "valid",
      revoked: [{ serialNumber: "0a" }, { serialNumber: "0b" }],
      remarks: [],
      difference: null,
    });

    const again = await ca.fetch();
    expect(again).toMatchObject({ revocationListId: fetched.revocationListId, difference: null });
    expect(again.firstFetchedAt).toBe(fetched.firstFetchedAt);
    expect(Date.parse(again.lastFetchedAt)).toBeGreaterThan(Date.parse(fetched.lastFetchedAt));

    ca.set({ CRL: await listOf(2, "0b", "0c") });
    const changed = await ca.fetch();
    expect(changed).toMatchObject({ number: "2", difference: { added: ["0c"], gone: ["0a"] } });
    // Fetched again, it still tells what came with it.
    expect((await ca.fetch()).difference).toEqual(changed.difference);

    // A list that comes back is in front again, with what that changes.
    ca.set({ CRL: first, SerialNumbers: ["a", "b"] });
    expect(await ca.fetch()).toMatchObject({
      revocationListId: fetched.revocationListId,
      firstFetchedAt: fetched.firstFetchedAt,
      difference: { added: ["0a"], gone: ["0c"] },
    });
    const { items, page } = await ca.history();
    expect(page.total).toBe(2);
    expect(items.map(({ number, revokedCount }) => [number, revokedCount])).toEqual([
      ["1", 2],
      ["2", 2],
    ]);
    expect(rootCas.crlHistory.response.parse({ items, page }).items).toHaveLength(2);
  });

  test("by two at once is kept once", async () => {
    const ca = await vendorOf("twice.example.com");
    ca.set({ CRL: await listOf(1) });
    const [one, other] = await Promise.all([ca.fetch(), ca.fetch()]);
    expect(one.revocationListId).toBe(other.revocationListId);
    expect((await ca.history()).page.total).toBe(1);
  });

  test("of another CA with the same content is another", async () => {
    const [one, other] = [await vendorOf("one.example.com"), await vendorOf("other.example.com")];
    const CRL = await listOf(1);
    one.set({ CRL });
    other.set({ CRL });
    expect((await one.fetch()).revocationListId).not.toBe((await other.fetch()).revocationListId);
    expect((await other.history()).items[0]?.difference).toBeNull();
  });

  test("and does not name what the vendor names beside it shows both, and says so", async () => {
    const ca = await vendorOf("beside.example.com");
    ca.set({ CRL: await listOf(1, "0a"), SerialNumbers: ["A", "0c", "c"] });
    expect(await ca.fetch()).toMatchObject({
      revoked: [{ serialNumber: "0a" }, { serialNumber: "0c", revokedAt: null }],
      remarks: [expect.stringContaining("a serial number that is not on its own list")],
    });
  });

  test("without a signed list, or with one that nobody can read, is what is named, unchecked", async () => {
    const ca = await vendorOf("bare.example.com");
    ca.set({ SerialNumbers: ["73068c914de40ccaee84e03a66b4858"] });
    expect(await ca.fetch()).toMatchObject({
      number: null,
      revoked: [{ serialNumber: "73068c914de40ccaee84e03a66b4858", revokedAt: null, reason: null }],
      signature: "unchecked",
      signatureWords: expect.stringContaining("serial numbers only"),
    });
    ca.set({ CRL: "Not yet.", SerialNumbers: [] });
    expect(await ca.fetch()).toMatchObject({
      revoked: [],
      signature: "unchecked",
      remarks: [expect.stringContaining("Nobody can tell from it what is revoked.")],
      difference: { added: [], gone: ["73068c914de40ccaee84e03a66b4858"] },
    });
  });

  test("stands when the CA cannot be read, unchecked; once it was checked, it stays so", async () => {
    const ca = await vendorOf("later.example.com");
    ca.set({ CRL: await listOf(1, "0a") });
    const tellCertificate = ca.loseCertificate();
    expect(await ca.fetch()).toMatchObject({ signature: "unchecked", revoked: [{ serialNumber: "0a" }] });
    tellCertificate();
    expect((await ca.fetch()).signature).toBe("valid");
    ca.loseCertificate();
    expect((await ca.fetch()).signature).toBe("valid");
    expect((await ca.history()).page.total).toBe(1);
  });
});

describe("without the subscription", () => {
  test.each([
    [403, "Device Certificate Management subscription is not active"],
    [401, "Not Authorized."],
  ])("the refusal (%i) is in words, because the same credentials have just worked", async (status, words) => {
    const ca = await vendorOf("refused.example.com");
    ca.set({ refused: no(words, status) });
    await expect(ca.fetch()).rejects.toMatchObject({
      code: "vendor_refused",
      words: {
        detail: expect.stringContaining(
          "Revocation lists need the subscription “Device Certificate Management”",
        ),
        next: expect.stringContaining("works without it"),
      },
    });
    expect((await ca.history()).items).toEqual([]);
  });

  test("a vendor in trouble is no refusal", async () => {
    const ca = await vendorOf("trouble.example.com");
    ca.set({ refused: no("trouble", 500) });
    expect((await failureOf(ca.fetch())).kind).toBe("unavailable");
  });
});

describe("the file of a list", () => {
  const caName = "file.example.com";

  test("is its binary form, or the text that came", async () => {
    const ca = await vendorOf(caName);
    const der = await testRevocationList(authority, [{ serialNumber: "0a" }]);
    ca.set({ CRL: der.toString("base64") });
    const { revocationListId, firstFetchedAt } = await ca.fetch();
    const day = firstFetchedAt.slice(0, 10);

    const file = await revocationListFile({ caName, revocationListId }, "der");
    expect(file).toMatchObject({
      fileName: `${caName}-${day}.crl`,
      mediaType: "application/pkix-crl",
      byteLength: der.length,
    });
    expect(await buffer(file.body)).toEqual(der);

    const delivered = await revocationListFile({ caName, revocationListId }, "delivered");
    expect(delivered.fileName).toBe(`${caName}-${day}.txt`);
    expect(await text(delivered.body)).toBe(der.toString("base64"));

    await expect(revocationListFile({ caName: "other", revocationListId }, "der")).rejects.toMatchObject({
      code: "not_found",
    });
  });

  test("that nobody can read is the text; of bare numbers there is none", async () => {
    const ca = await vendorOf(caName);
    ca.set({ CRL: "Not yet." });
    const unread = await ca.fetch();
    const file = await revocationListFile({ caName, revocationListId: unread.revocationListId }, "der");
    expect(file.mediaType).toMatch(/^text\/plain/);
    expect(await text(file.body)).toBe("Not yet.");
    ca.set({ SerialNumbers: ["0a"] });
    const { revocationListId } = await ca.fetch();
    await expect(revocationListFile({ caName, revocationListId }, "der")).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

import { text } from "node:stream/consumers";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { rootCaDetail, rootCas } from "@/lib/contract/root-cas";
import { closeClients, failureOf, permit, reading } from "@/lib/vendors/http/testing/client";
import { closeServers } from "@/lib/vendors/http/testing/recording-server";
import { readCertificate } from "../x509/certificate";
import { type TestAuthority, testAuthority, testCertificate } from "../x509/testing";
import { changeRenewal, create } from "./change-root-cas";
import { provePossession } from "./proof-of-possession";
import { certificateFile, readRootCa, readRootCas } from "./read-root-cas";
import { no, pageWith, scriptedVendor } from "./testing";

afterEach(async () => {
  await closeClients();
  await closeServers();
});

const caName = "acme.example.com";
let authority: TestAuthority;
beforeAll(async () => {
  authority = await testAuthority({ subject: `CN=${caName}` });
});

/** As the document's samples hold it: with a backslash and an n for each line end. */
const escaped = (pem: string) => pem.trim().replaceAll("\n", "\\n");
const told = () => ({ CAName: caName, Certificate: escaped(authority.pem) });

describe("a root CA", () => {
  test("is told with what its certificate says, and in the vendor's own words", async () => {
    const { ublox } = await scriptedVendor({ "/ztp/rootca/get": pageWith("CAs", [told()]) });
    const read = await readRootCa(reading, ublox, { caName });
    expect(read).toMatchObject({
      caName,
      certificatePem: authority.pem,
      certificate: readCertificate(authority.pem).certificate,
      certificateProblem: null,
      raw: told(),
    });
    expect(rootCaDetail.parse(read)).toEqual(read);
  });

  test("in a list can lack its certificate or have one that nobody can read", async () => {
    const CAs = [
      told(),
      "bare.example.com",
      { CAName: "broken", Certificate: escaped(authority.pem).slice(0, 90) },
    ];
    const sample = { CAName: "sample", Certificate: escaped(authority.pem).replace(/MII/, "MIB") };
    const { ublox } = await scriptedVendor({ "/ztp/rootca/get": pageWith("CAs", [...CAs, sample]) });
    const { items } = await readRootCas(reading, ublox, { page: 1 });
    expect(items.map(({ certificate }) => certificate?.key ?? null)).toEqual(["EC P-256", null, null, null]);
    expect(items.map(({ certificateProblem }) => certificateProblem)).toEqual([
      null,
      "u-blox has not told its certificate.",
      "u-blox has not told its certificate.",
      expect.stringMatching(/^Its outer structure|^It cannot be read/),
    ]);
    expect(() =>
      rootCas.list.response.parse({ items, page: { number: 1, size: 100, total: 4 } }),
    ).not.toThrow();
  });

  test("gives its certificate as a file that reads as one", async () => {
    const { ublox } = await scriptedVendor({ "/ztp/rootca/get": pageWith("CAs", [told()]) });
    const { body, ...file } = await certificateFile(reading, ublox, { caName });
    expect(file).toEqual({
      fileName: `${caName}.pem`,
      mediaType: "application/x-pem-file",
      byteLength: authority.pem.length,
    });
    expect(await text(body)).toBe(authority.pem);
  });

  test("of which the vendor told only the name has no file", async () => {
    const { ublox } = await scriptedVendor({ "/ztp/rootca/get": pageWith("CAs", [caName]) });
    await expect(certificateFile(reading, ublox, { caName })).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("without the subscription", () => {
  const wanted = { caName, caValidityDays: 3_650, certificateValidityDays: 365 };
  const refusals = [
    no("Not Authorized.", 401),
    no("Device Certificate Management subscription is not active"),
  ];

  test.each(refusals)("a renewal window is refused in words that say so: $text", async (refused) => {
    const { ublox } = await scriptedVendor({ "/ztp/rootca/update": refused, "/ztp/rootca/create": refused });
    const explained = {
      code: "vendor_refused",
      words: { detail: expect.stringContaining("subscription “Device Certificate Management”") },
    };
    await expect(changeRenewal(permit(), ublox, { caName, renewBeforeDays: 30 })).rejects.toMatchObject(
      explained,
    );
    await expect(create(permit(), ublox, { ...wanted, renewBeforeDays: 30 })).rejects.toMatchObject(
      explained,
    );
  });

  test("other refusals stay the vendor's, and a creation without a window has nothing to do with it", async () => {
    const taken = await scriptedVendor({ "/ztp/rootca/create": no("Bad Request. CAName already exists") });
    const { kind, vendorText } = await failureOf(
      create(permit(), taken.ublox, { ...wanted, renewBeforeDays: 30 }),
    );
    expect({ kind, vendorText }).toEqual({
      kind: "refused",
      vendorText: "Bad Request. CAName already exists",
    });
    const denied = await scriptedVendor({ "/ztp/rootca/create": no("Not Authorized.", 403) });
    expect((await failureOf(create(permit(), denied.ublox, wanted))).kind).toBe("denied");
  });
});

describe("a proof of possession", () => {
  const registrationCode = "930783746273459058465786283467236543874968549";
  const proof = (pem: string) => ({ CAName: caName, PoPCertificate: escaped(pem) });

  test("that is one is handed out read and without remarks", async () => {
    const { pem } = await testCertificate(authority, { subject: `CN=${registrationCode}, O=Acme` });
    const { ublox } = await scriptedVendor({
      "/ztp/rootca/popcertificate/generate": proof(pem),
      "/ztp/rootca/get": pageWith("CAs", [told()]),
    });
    expect(await provePossession(permit(), ublox, { caName, registrationCode })).toMatchObject({
      certificatePem: pem,
      certificate: { subject: `CN=${registrationCode}, O=Acme`, issuer: `CN=${caName}` },
      remarks: [],
    });
  });

  test("of another key and with another name is handed out with what is amiss", async () => {
    const { pem } = await testCertificate(await testAuthority(), { subject: "CN=something else" });
    const { ublox } = await scriptedVendor({
      "/ztp/rootca/popcertificate/generate": proof(pem),
      "/ztp/rootca/get": pageWith("CAs", [told()]),
    });
    const { remarks } = await provePossession(permit(), ublox, { caName, registrationCode });
    expect(remarks).toEqual([
      expect.stringContaining("Its common name is not the registration code"),
      expect.stringContaining("has not signed it"),
    ]);
  });

  test("is not lost because the root CA cannot be read", async () => {
    const { pem } = await testCertificate(authority, { subject: `CN=${registrationCode}` });
    const { ublox } = await scriptedVendor({
      "/ztp/rootca/popcertificate/generate": proof(pem),
      "/ztp/rootca/get": no("trouble", 500),
    });
    expect(await provePossession(permit(), ublox, { caName, registrationCode })).toMatchObject({
      certificatePem: pem,
      remarks: ["Whether this root CA has signed it could not be checked."],
    });
  });
});

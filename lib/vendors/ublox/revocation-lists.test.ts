import { afterEach, expect, test } from "vitest";
import { revocationList } from "@/lib/contract/root-cas";
import { closeClients, failureOf, reading } from "../http/testing/client";
import { answer, closeServers } from "../http/testing/recording-server";
import { readRevocationList } from "./revocation-lists";
import { ubloxStandIn } from "./testing";

afterEach(async () => {
  await closeClients();
  await closeServers();
});

const caName = "example.com";
const crl = "-----BEGIN X509 CRL-----\\nMIIBzjCC\\n-----END X509 CRL-----";

async function readFrom(CRLs: unknown) {
  const { ublox } = await ubloxStandIn((_request, response) => answer(response, { CRLs }));
  return await readRevocationList(reading, ublox, { caName });
}

test("is told as it was delivered, of the CA asked for", async () => {
  const list = await readFrom([
    { CAName: "other.example", CRL: "other", SerialNumbers: [] },
    { CAName: caName, CRL: crl, SerialNumbers: ["73068C914DE40CCAEE84E03A66B4858"] },
  ]);
  expect(list).toEqual({ caName, crl, revokedSerialNumbers: ["73068c914de40ccaee84e03a66b4858"] });
  expect(revocationList.parse(list)).toEqual(list);
});

test.each([
  [
    { CertificateAuthorityName: caName, RevokedCertificates: [{ CertificateSerialNumber: "0A" }] },
    null,
    ["0a"],
  ],
  [{ caName, crl: "MIIB", RevokedSerialNumbers: [12, "0b"] }, "MIIB", ["12", "0b"]],
  [{ Name: caName, CertificateRevocationList: "MIIB" }, "MIIB", []],
])("is read from %j too", async (item, crl, revokedSerialNumbers) => {
  expect(await readFrom([item])).toEqual({ caName, crl, revokedSerialNumbers });
});

test("nothing revoked is an empty list; a form that cannot be read is a bad answer and not an empty one", async () => {
  expect(await readFrom([{ CAName: caName, CRL: crl, SerialNumbers: [] }])).toMatchObject({
    revokedSerialNumbers: [],
  });
  for (const item of [{ CAName: caName }, { CAName: caName, SerialNumbers: "0a" }, { CRL: crl }, crl]) {
    expect(await failureOf(readFrom([item]))).toMatchObject({ kind: "bad_answer" });
  }
});

test("no list of this CA is not found", async () => {
  const other = { CAName: "other.example", CRL: crl, SerialNumbers: [] };
  for (const CRLs of [[], [other]]) {
    expect(await failureOf(readFrom(CRLs))).toMatchObject({
      kind: "not_found",
      call: "POST /ztp/rootca/crl/get",
    });
  }
});

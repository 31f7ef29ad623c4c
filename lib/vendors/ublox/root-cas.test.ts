import { afterEach, describe, expect, test } from "vitest";
import { popCertificate, rootCa, rootCaDevice } from "@/lib/contract/root-cas";
import { closeClients, failureOf, permit, reading } from "../http/testing/client";
import { answer, closeServers } from "../http/testing/recording-server";
import {
  createRootCa,
  deleteRootCa,
  generatePopCertificate,
  getRootCa,
  listAllRootCas,
  listRootCaDevices,
  listRootCas,
  updateRootCa,
} from "./root-cas";
import { accepts, ubloxStandIn } from "./testing";

afterEach(async () => {
  await closeClients();
  await closeServers();
});

const pem = "-----BEGIN CERTIFICATE-----\nMIIBzjCC\nAXWgAwIB==\n-----END CERTIFICATE-----\n";
/** As the document's samples hold it: with a backslash and an n for each line end. */
const escapedPem = pem.trim().replaceAll("\n", "\\n");

const written = {
  CAName: "example.com",
  CACertificateValidity: 1825,
  DeviceCertificateValidity: 1825,
  Certificate: escapedPem,
  CreatedDate: "2020-04-20T19:00:36Z",
};
const read = {
  caName: "example.com",
  caValidityDays: 1825,
  certificateValidityDays: 1825,
  renewBeforeDays: null,
  certificatePem: pem,
  createdAt: "2020-04-20T19:00:36.000Z",
  expiresAt: null,
};

describe("listing", () => {
  test("reads items like the answer of creation, and bare names", async () => {
    const full = { ...written, RenewBeforeExpiration: "180", ExpirationDate: "2025-04-19T19:00Z" };
    const { ublox } = await ubloxStandIn((_request, response) =>
      answer(response, { TotalRecords: 2, PageNumber: 1, PageSize: 100, CAs: [full, "acme.example.com"] }),
    );
    const { items, page } = await listRootCas(reading, ublox, { page: 1 });
    expect(page).toEqual({ number: 1, size: 100, total: 2 });
    expect(items).toEqual([
      { ...read, renewBeforeDays: 180, expiresAt: "2025-04-19T19:00:00.000Z" },
      {
        caName: "acme.example.com",
        caValidityDays: null,
        certificateValidityDays: null,
        renewBeforeDays: null,
        certificatePem: null,
        createdAt: null,
        expiresAt: null,
      },
    ]);
    for (const item of items) expect(rootCa.parse(item)).toEqual(item);
  });

  test("an item without a name is a bad answer", async () => {
    const { ublox } = await ubloxStandIn((_request, response) =>
      answer(response, { CAs: [{ CACertificateValidity: 1825 }] }),
    );
    expect(await failureOf(listRootCas(reading, ublox, { page: 1 }))).toMatchObject({
      kind: "bad_answer",
      detail: expect.stringContaining("CAs.0"),
    });
  });

  test("all of them are read page after page, and a page for ever is not", async () => {
    const { ublox, asked } = await ubloxStandIn((request, response) => {
      const { PageNumber } = JSON.parse(request.text);
      answer(response, { CAs: [`ca-${PageNumber}`], PageNumber, PageSize: 1, TotalRecords: 3 });
    });
    const names = (await listAllRootCas(reading, ublox)).map(({ caName }) => caName);
    expect(names).toEqual(["ca-1", "ca-2", "ca-3"]);
    expect(asked()).toHaveLength(3);

    const other = await ubloxStandIn((request, response) => {
      const { PageNumber } = JSON.parse(request.text);
      answer(response, { CAs: [`ca-${PageNumber % 2}`], PageNumber, PageSize: 1, TotalRecords: 1_000 });
    });
    expect(await failureOf(listAllRootCas(reading, other.ublox))).toMatchObject({
      kind: "bad_answer",
      call: "POST /ztp/rootca/get",
    });
    expect(other.asked()).toHaveLength(3);
  });
});

describe("one", () => {
  test("is found by its exact name among what comes", async () => {
    const { ublox } = await ubloxStandIn((_request, response) =>
      answer(response, { CAs: [{ CAName: "Example.com" }, written] }),
    );
    expect(await getRootCa(reading, ublox, { caName: "example.com" })).toEqual({ ...read, raw: written });
  });

  test.each([[[]], [[{ CAName: "other.example" }]]])("is not found among %j", async (CAs) => {
    const { ublox } = await ubloxStandIn((_request, response) => answer(response, { CAs }));
    expect(await failureOf(getRootCa(reading, ublox, { caName: "example.com" }))).toMatchObject({
      kind: "not_found",
      call: "POST /ztp/rootca/get",
    });
  });
});

describe("changing", () => {
  const wanted = { caName: "example.com", caValidityDays: 3650, certificateValidityDays: 3650 };

  test("creation tells what was made, not what was asked for, and names no window that was not chosen", async () => {
    const { ublox, asked } = await ubloxStandIn((_request, response) => answer(response, written));
    const made = await createRootCa(permit(), ublox, wanted);
    expect(made).toEqual(read);
    expect(rootCa.parse(made)).toEqual(made);
    expect(asked()[0]?.body).toEqual({
      CAName: "example.com",
      CACertificateValidity: 3650,
      DeviceCertificateValidity: 3650,
    });
  });

  test("creation without the documented answer is in doubt", async () => {
    const { ublox } = await ubloxStandIn(accepts);
    expect(await failureOf(createRootCa(permit(), ublox, wanted))).toMatchObject({
      kind: "bad_answer",
      mayHaveActed: true,
    });
  });

  test("update and deletion are done whatever the vendor says about them", async () => {
    const { ublox } = await ubloxStandIn(accepts);
    const caName = "example.com";
    expect(await updateRootCa(permit(), ublox, { caName, renewBeforeDays: 30 })).toEqual({ done: true });
    expect(await deleteRootCa(permit(), ublox, { caName })).toEqual({ done: true });
  });
});

describe("proof of possession", () => {
  const asked = { caName: "example.com", registrationCode: "930783746273459058465786283467236543874968549" };

  test("is a certificate, mended", async () => {
    const { ublox } = await ubloxStandIn((_request, response) =>
      answer(response, { CAName: "example.com", PoPCertificate: escapedPem }),
    );
    const proof = await generatePopCertificate(permit(), ublox, asked);
    expect(proof).toEqual({ caName: "example.com", certificatePem: pem });
    expect(popCertificate.parse(proof)).toEqual(proof);
  });

  test.each([
    [{ CAName: "example.com" }],
    [{ CAName: "example.com", PoPCertificate: "none" }],
    [{ PoPCertificate: escapedPem }],
  ])("is not in %j", async (answered) => {
    const { ublox } = await ubloxStandIn((_request, response) => answer(response, answered));
    expect(await failureOf(generatePopCertificate(permit(), ublox, asked))).toMatchObject({
      kind: "bad_answer",
      mayHaveActed: true,
    });
  });
});

describe("the devices of a CA", () => {
  test("are read from objects, nested ones and bare UIDs of any spelling", async () => {
    const { ublox } = await ubloxStandIn((_request, response) =>
      answer(
        response,
        `{"Devices":[
          {"ROTPublicUID":"135700008928C093","CertificateSerialNumber":"73068C914DE40CCAEE84E03A66B4858",
           "ExpirationDate":"2020-05-10T19:39Z","Status":"ACTIVE"},
          {"ROTPublicUID":2000089282245,"DeviceCertificate":{"SerialNumber":"0a","CertificateValidity":"365"}},
          9999999999999999, "0002000089280087"
        ],"TotalRecords":4,"PageNumber":1,"PageSize":100}`,
      ),
    );
    const { items } = await listRootCaDevices(reading, ublox, { caName: "example.com", page: 1 });
    const bare = { serialNumber: null, validityDays: null, expiresAt: null, state: null };
    expect(items).toEqual([
      {
        rotPublicUid: "135700008928c093",
        serialNumber: "73068c914de40ccaee84e03a66b4858",
        validityDays: null,
        expiresAt: "2020-05-10T19:39:00.000Z",
        state: "ACTIVE",
      },
      { ...bare, rotPublicUid: "0002000089282245", serialNumber: "0a", validityDays: 365 },
      { ...bare, rotPublicUid: "9999999999999999" },
      { ...bare, rotPublicUid: "0002000089280087" },
    ]);
    for (const item of items) expect(rootCaDevice.parse(item)).toEqual(item);
  });

  test("a device that cannot be named is a bad answer", async () => {
    const { ublox } = await ubloxStandIn((_request, response) =>
      answer(response, { Devices: [{ CertificateSerialNumber: "0a" }] }),
    );
    expect(
      await failureOf(listRootCaDevices(reading, ublox, { caName: "example.com", page: 1 })),
    ).toMatchObject({ kind: "bad_answer" });
  });
});

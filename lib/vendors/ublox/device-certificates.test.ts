import { afterEach, describe, expect, test } from "vitest";
import { listedCertificate } from "@/lib/contract/device-certificates";
import { closeClients, failureOf, permit, reading } from "../http/testing/client";
import { answer, closeServers } from "../http/testing/recording-server";
import {
  listDeviceCertificates,
  rekeyDeviceCertificates,
  removeDeviceCertificates,
  renewDeviceCertificates,
  revokeDeviceCertificate,
  transferDeviceCertificates,
} from "./device-certificates";
import { accepts, ubloxStandIn } from "./testing";

afterEach(async () => {
  await closeClients();
  await closeServers();
});

const caName = "example.com";
const [one, two, three] = ["0002000089280087", "135700008928c093", "0000200456789544"];
const serial = "73068c914de40ccaee84e03a66b4858";

/** Answers the CA's list with these items, and questions for information as told. */
async function vendor(Devices: unknown[], info: { status?: number; body: unknown }) {
  return await ubloxStandIn((request, response) => {
    if (request.url.endsWith("/device/info/get")) answer(response, info.body, info.status);
    else answer(response, { Devices, PageNumber: 2, PageSize: 100, TotalRecords: 103 });
  });
}

const infoOf = (ROTPublicUID: string, CertificateAuthorityName: string, CertificateSerialNumber: string) => ({
  ROTPublicUID,
  ROT: { DeviceSerialNumber: "123234354" },
  ZTP: {
    CertificateAuthorityName,
    CertificateSerialNumber,
    CertificateValidity: 1825,
    ExpirationDate: "2020-05-10T19:39Z",
  },
});

const open = {
  deviceSerialNumber: null,
  caName,
  serialNumber: null,
  validityDays: null,
  expiresAt: null,
  state: null,
};

describe("the list", () => {
  test("is filled up with what the devices' information says of the same certificate", async () => {
    const { ublox, asked } = await vendor(
      [one, { ROTPublicUID: two, CertificateSerialNumber: `0${serial}` }, three],
      { body: { DeviceInfo: [infoOf(one, caName, serial), infoOf(two, caName, serial)] } },
    );
    const list = await listDeviceCertificates(reading, ublox, { caName, page: 2 });
    const told = {
      ...open,
      deviceSerialNumber: "123234354",
      validityDays: 1825,
      expiresAt: "2020-05-10T19:39:00.000Z",
    };
    expect(list).toEqual({
      items: [
        { ...told, rotPublicUid: one, serialNumber: serial },
        { ...told, rotPublicUid: two, serialNumber: `0${serial}` },
        { ...open, rotPublicUid: three },
      ],
      page: { number: 2, size: 100, total: 103 },
      details: "complete",
    });
    for (const item of list.items) expect(listedCertificate.parse(item)).toEqual(item);
    expect(asked()).toEqual([
      { method: "POST", url: "/v1/ztp/rootca/device/get", body: { CAName: caName, PageNumber: 2 } },
      {
        method: "POST",
        url: "/v1/device/info/get",
        body: { ROTPublicUIDs: [one, two, three], Options: ["CORE", "ZTP"] },
      },
    ]);
  });

  test("takes nothing from another certificate that the device carries by now", async () => {
    const { ublox } = await vendor([one, { ROTPublicUID: two, CertificateSerialNumber: "0a" }], {
      body: { DeviceInfo: [infoOf(one, "other.example", serial), infoOf(two, caName, serial)] },
    });
    const { items } = await listDeviceCertificates(reading, ublox, { caName, page: 1 });
    expect(items.map(({ serialNumber, expiresAt }) => [serialNumber, expiresAt])).toEqual([
      [null, null],
      ["0a", null],
    ]);
  });

  test.each([
    ["fails", { status: 500, body: "" }],
    ["cannot be read", { body: { DeviceInfo: [{ State: "ACTIVATED" }] } }],
  ])("stands alone when the information %s", async (_name, info) => {
    const { ublox } = await vendor([one, { ROTPublicUID: two, CertificateSerialNumber: serial }], info);
    expect(await listDeviceCertificates(reading, ublox, { caName, page: 1 })).toMatchObject({
      items: [
        { ...open, rotPublicUid: one },
        { ...open, rotPublicUid: two, serialNumber: serial },
      ],
      details: "unavailable",
    });
  });

  test("an empty page asks for no information, and who leaves ends it", async () => {
    const empty = await vendor([], { body: "" });
    expect(await listDeviceCertificates(reading, empty.ublox, { caName, page: 1 })).toMatchObject({
      items: [],
      details: "complete",
    });
    expect(empty.asked()).toHaveLength(1);

    const leaving = new AbortController();
    const { ublox } = await ubloxStandIn((request, response) => {
      if (request.url.endsWith("info/get")) leaving.abort();
      else answer(response, { Devices: [one] });
    });
    const call = listDeviceCertificates({ requestId: "r", signal: leaving.signal }, ublox, {
      caName,
      page: 1,
    });
    expect(await failureOf(call)).toMatchObject({ kind: "aborted" });
  });
});

describe("changing", () => {
  const bySerial = { serialNumbers: [serial] };

  test("by serial number goes out as the vendor wrote it", async () => {
    const { ublox, asked } = await ubloxStandIn(accepts);
    await renewDeviceCertificates(permit(), ublox, { caName, validityDays: 30, certificates: bySerial });
    await rekeyDeviceCertificates(permit(), ublox, { caName, certificates: bySerial });
    await revokeDeviceCertificate(permit(), ublox, { caName, certificate: { serialNumber: serial } });
    expect(asked().map(({ body }) => body)).toEqual([
      { SerialNumbers: [serial], CAName: caName, DeviceCertificateValidity: 30 },
      { SerialNumbers: [serial], CAName: caName },
      { SerialNumber: serial, CAName: caName },
    ]);
  });

  test("is done whatever the vendor says about it", async () => {
    const { ublox } = await ubloxStandIn(accepts);
    const certificates = { rotPublicUids: [one] };
    const done = await Promise.all([
      renewDeviceCertificates(permit(), ublox, { caName, validityDays: 365, certificates }),
      rekeyDeviceCertificates(permit(), ublox, { caName, certificates }),
      removeDeviceCertificates(permit(), ublox, certificates),
      revokeDeviceCertificate(permit(), ublox, { caName, certificate: { rotPublicUid: one } }),
      transferDeviceCertificates(permit(), ublox, { fromCaName: "a", toCaName: "b", ...certificates }),
    ]);
    expect(done).toEqual(Array.from({ length: 5 }, () => ({ done: true })));
  });

  test("no certificate is never sent", async () => {
    const { ublox, asked } = await ubloxStandIn(accepts);
    for (const certificates of [{ rotPublicUids: [] }, { serialNumbers: [] }]) {
      const renewal = renewDeviceCertificates(permit(), ublox, { caName, validityDays: 30, certificates });
      await expect(renewal).rejects.toThrow(RangeError);
      const rekey = rekeyDeviceCertificates(permit(), ublox, { caName, certificates });
      await expect(rekey).rejects.toThrow(RangeError);
    }
    const removal = removeDeviceCertificates(permit(), ublox, { rotPublicUids: [] });
    await expect(removal).rejects.toThrow(RangeError);
    expect(asked()).toEqual([]);
  });

  test("says why the vendor does not do it", async () => {
    const message = "Request aborted. Device certificate update is in progress";
    const { ublox } = await ubloxStandIn((_request, response) => answer(response, { message }, 400));
    const removal = removeDeviceCertificates(permit(), ublox, { rotPublicUids: [one] });
    expect(await failureOf(removal)).toMatchObject({ kind: "refused", vendorText: message });
  });
});

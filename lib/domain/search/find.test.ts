import { afterAll, beforeAll, expect, test } from "vitest";
import { can, type Role } from "@/lib/access/permissions";
import { type Sandbox, startSandbox } from "@/lib/sandbox";
import { quickLimits } from "@/lib/vendors/http/testing/client";
import { notConnected } from "@/lib/vendors/http/vendor-error";
import { SectigoClient } from "@/lib/vendors/sectigo/client";
import { UbloxClient } from "@/lib/vendors/ublox/client";
import { listDevices } from "@/lib/vendors/ublox/devices";
import { listAllRootCas, listRootCaDevices } from "@/lib/vendors/ublox/root-cas";
import { find } from "./find";
import type { Vendors } from "./look-ups";

const reading = { requestId: "req_test" };
let sandbox: Sandbox;
let ublox: UbloxClient;
let sectigo: SectigoClient;
let vendors: Vendors;

beforeAll(async () => {
  sandbox = await startSandbox({ deviceCount: 250 });
  ublox = new UbloxClient(
    { baseUrl: sandbox.urls.ublox, ...sandbox.credentials.ublox, authScheme: "Bearer" },
    quickLimits,
  );
  sectigo = new SectigoClient(
    { baseUrl: sandbox.urls.sectigo, ...sandbox.credentials.sectigo, upload: "urlencoded" },
    quickLimits,
  );
  vendors = {
    ublox: () => ublox,
    sectigo: () => sectigo,
    juniper: () => {
      throw notConnected("juniper", ["JUNIPER_BASE_URL"]);
    },
  };
});
afterAll(async () => {
  await Promise.all([ublox.close(), sectigo.close()]);
  await sandbox.stop();
});

const asRole = (role: Role, text: string) =>
  find(reading, vendors, text, (permission) => can(role, permission));

async function hrefs(text: string, kind?: string): Promise<string[]> {
  const readings = await asRole("support", text);
  return readings
    .filter((taken) => kind === undefined || taken.kind === kind)
    .flatMap(({ found }) => found.map(({ href }) => href));
}

async function firstDevice() {
  const { items } = await listDevices(reading, ublox, { page: 1 });
  const [device] = items;
  if (device === undefined) throw new Error("the sandbox has no devices");
  return device;
}

test("a device is found by its RoT UID, also without the zeros in front", async () => {
  const { rotPublicUid } = await firstDevice();
  expect(await hrefs(rotPublicUid, "rotPublicUid")).toEqual([`/devices/${rotPublicUid}`]);
  expect(await hrefs(rotPublicUid.replace(/^0+/, ""), "rotPublicUid")).toEqual([`/devices/${rotPublicUid}`]);
});

test("a device is found by its serial number and by its IMEI", async () => {
  const { rotPublicUid, identity } = await firstDevice();
  expect(identity?.deviceSerialNumber).toBeTruthy();
  expect(await hrefs(identity?.deviceSerialNumber ?? "")).toContain(`/devices/${rotPublicUid}`);
});

test("a certificate is found by its serial number, as the vendor writes it and with its zero put back", async () => {
  for (const { caName } of await listAllRootCas(reading, ublox)) {
    const { items } = await listRootCaDevices(reading, ublox, { caName, page: 1 });
    const listed = items.find(({ serialNumber }) => serialNumber !== null);
    if (listed?.serialNumber == null) continue;
    const page = `/devices/${listed.rotPublicUid}/certificate`;
    expect(await hrefs(listed.serialNumber, "certificateSerialNumber")).toEqual([page]);
    expect(await hrefs(listed.serialNumber.padStart(32, "0"), "certificateSerialNumber")).toEqual([page]);
    return;
  }
  throw new Error("the sandbox has no certificates");
});

test("a root CA is found by the beginning of its name, in any case", async () => {
  const [ca] = await listAllRootCas(reading, ublox);
  const name = ca?.caName ?? "";
  expect(await hrefs(name.slice(0, 5).toUpperCase(), "rootCa")).toContain(`/root-cas/${name}`);
});

test("a batch is found by its number", async () => {
  expect(await hrefs("186", "batch")).toEqual(["/batches/186"]);
});

test("what does not exist is not found, and that is no problem", async () => {
  for (const { found, problem } of await asRole("admin", "zz-nothing-zz")) {
    expect({ found, problem }).toEqual({ found: [], problem: null });
  }
});

test("nobody is told of things the role may not see", async () => {
  expect(await asRole("requester", "186")).toEqual([]);
});

test("what may be an activation code is looked for nowhere, and its reading does not repeat it", async () => {
  const before = sandbox.calls("ublox").length;
  const readings = await asRole("support", "A1B2C3D4E5F6G7H8");
  expect(readings).toMatchObject([
    { kind: "activationCode", value: "", found: [{ href: "/entitlements" }], problem: null },
  ]);
  expect(JSON.stringify(readings)).not.toContain("A1B2");
  expect(sandbox.calls("ublox")).toHaveLength(before);
});

test("a number is no SSRN where Juniper is not connected", async () => {
  const kinds = (await asRole("support", "152115129000")).map(({ kind }) => kind);
  expect(kinds).toContain("deviceSerialNumber");
  expect(kinds).not.toContain("ssrn");
});

test("a vendor in trouble spoils only what had to be asked there", async () => {
  sandbox.setFault({ vendor: "ublox", fault: "server_error" });
  try {
    const readings = await asRole("support", "186");
    expect(readings.find(({ kind }) => kind === "batch")?.found).toHaveLength(1);
    expect(readings.find(({ kind }) => kind === "tag")?.problem).toMatch(/^u-blox did not answer/);
  } finally {
    sandbox.clearFaults();
  }
});

import { X509Certificate } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { DAY_MS } from "../../kit/clock";
import { MOST_ROOT_CAS } from "../pki/rules";
import { type Account, account, OTHER, PARENT } from "../pki/test-support";
import { noProperties } from "../state";
import { rootCaRoutes } from "./root-cas";

const listed = z.object({
  CAs: z.array(
    z.looseObject({
      CAName: z.string(),
      Certificate: z.string(),
      RenewBeforeExpiration: z.number().optional(),
    }),
  ),
  TotalRecords: z.number(),
});
const sample = { CAName: "example.org", CACertificateValidity: 3650, DeviceCertificateValidity: 1825 };
const realLineEnds = (pem: string) => pem.replaceAll("\\n", "\n");

describe("root CAs", () => {
  let own: Account;
  beforeEach(() => {
    own = account(rootCaRoutes);
  });
  const call = (path: string, body: unknown) => own.call(`/ztp/rootca/${path}`, body);
  const create = (change: object = {}) => call("create", { ...sample, ...change });
  const list = async (body: object = {}) => listed.parse((await call("get", body)).json());

  it("are created with a certificate whose line ends are spelled as in the document", async () => {
    const answer = await create({ RenewBeforeExpiration: 180 });
    const created = z.object({ Certificate: z.string() }).parse(answer.json());
    expect(answer.json()).toEqual({
      CAName: "example.org",
      CACertificateValidity: 3650,
      DeviceCertificateValidity: 1825,
      Certificate: created.Certificate,
      CreatedDate: "2026-03-02T08:00:00Z",
    });
    expect(answer.text).toContain(String.raw`-----BEGIN CERTIFICATE-----\\n`);
    expect(created.Certificate).not.toContain("\n");
    const certificate = new X509Certificate(realLineEnds(created.Certificate));
    expect(certificate.subject).toContain("CN=example.org");
    expect(certificate.validToDate.getTime()).toBe(own.clock.nowMs() + 3650 * DAY_MS);
    expect((await list({ CAName: "example.org" })).CAs).toEqual([
      {
        ...created,
        CAName: "example.org",
        CACertificateValidity: 3650,
        DeviceCertificateValidity: 1825,
        RenewBeforeExpiration: 180,
        CreatedDate: "2026-03-02T08:00:00Z",
        ExpirationDate: "2036-02-28T08:00:00Z",
      },
    ]);
  });

  it.each([
    [{ CAName: "with space" }],
    [{ CAName: "ümlaut" }],
    [{ CAName: "" }],
    [{ CAName: "x".repeat(46) }],
    [{ CACertificateValidity: 1824 }],
    [{ CACertificateValidity: 3651 }],
    [{ DeviceCertificateValidity: 29 }],
    [{ CACertificateValidity: 1825, DeviceCertificateValidity: 1826 }],
    [{ RenewBeforeExpiration: 0 }],
    [{ RenewBeforeExpiration: 366 }],
    [{ CAName: PARENT }],
    [{ CAName: "acme.example.com" }],
  ])("are refused with %j", async (change) => {
    const before = own.state.rootCas.size;
    expect((await create(change)).status).toBe(400);
    expect(own.state.rootCas.size).toBe(before);
  });

  it.each([[{ CAName: "A_b-c.9" }], [{ CAName: "x".repeat(45) }], [{ CACertificateValidity: 1825 }]])(
    "are made with %j",
    async (change) => {
      expect((await create(change)).status).toBe(200);
    },
  );

  it("another customer's name is taken without being seen", async () => {
    expect((await create({ CAName: "test-ca" })).json()).toEqual({
      message: "Bad Request. CAName already exists",
    });
    expect((await list({ CAName: "test-ca" })).CAs).toEqual([]);
  });

  it("stop at the quota, and a deleted one makes room", async () => {
    while (own.state.rootCas.size < MOST_ROOT_CAS) {
      expect((await create({ CAName: `ca-${own.state.rootCas.size}` })).status).toBe(200);
    }
    expect((await create()).status).toBe(400);
    await call("delete", { CAName: "ca-14" });
    expect((await create()).status).toBe(200);
  });

  it("change only in when they renew", async () => {
    const answer = await call("update", { CAName: PARENT, RenewBeforeExpiration: 90 });
    expect(answer.json()).toEqual({ message: "Success" });
    expect((await list({ CAName: PARENT })).CAs).toMatchObject([{ RenewBeforeExpiration: 90 }]);
    expect((await call("update", { CAName: PARENT, RenewBeforeExpiration: 366 })).status).toBe(400);
    expect((await call("update", { CAName: "nobody", RenewBeforeExpiration: 9 })).status).toBe(400);
  });

  it("renew by themselves only with the subscription", async () => {
    own.settings.change({ ublox: { certificateManagement: false } });
    expect((await create({ RenewBeforeExpiration: 90 })).status).toBe(403);
    expect((await call("update", { CAName: PARENT, RenewBeforeExpiration: 90 })).status).toBe(403);
    expect((await create()).status).toBe(200);
  });

  it("are not deleted while a device wants one or has one, or a profile gives one", async () => {
    own.state.devices.clear();
    const device = account([]).carrier();
    const [profile] = own.state.profiles.values();
    if (!profile) throw new Error("nothing seeded");
    const held = { ...noProperties, rootCa: { name: PARENT, changedAtMs: 0 } };
    own.state.devices.set(device.rotPublicUid, device);
    for (const properties of [
      { desired: held, current: noProperties },
      { desired: noProperties, current: held },
    ]) {
      Object.assign(device, properties);
      const answer = await call("delete", { CAName: PARENT });
      expect([answer.status, answer.text]).toEqual([400, expect.stringContaining("properties")]);
    }
    device.current = noProperties;
    profile.bootstrapProvisioning = held;
    const answer = await call("delete", { CAName: PARENT });
    expect([answer.status, answer.text]).toEqual([400, expect.stringContaining("linked")]);
    profile.bootstrapProvisioning = noProperties;
    expect((await call("delete", { CAName: PARENT })).status).toBe(200);
    expect((await list({ CAName: PARENT })).CAs).toEqual([]);
    expect((await call("delete", { CAName: PARENT })).status).toBe(400);
  });

  it("tell page by page which devices carry their certificates", async () => {
    const devices = Array.from({ length: 101 }, () => own.carrier());
    const page = z.object({
      Devices: z.array(z.object({ ROTPublicUID: z.string(), CertificateSerialNumber: z.string() })),
      TotalRecords: z.literal(devices.length),
    });
    const first = page.parse((await call("device/get", { CAName: PARENT })).json());
    const second = page.parse((await call("device/get", { CAName: PARENT, PageNumber: 2 })).json());
    expect([...first.Devices, ...second.Devices]).toMatchObject(
      devices.map(({ rotPublicUid, certificate }) => ({
        ROTPublicUID: rotPublicUid,
        CertificateSerialNumber: certificate.serialNumber,
      })),
    );
    expect(first.Devices).toHaveLength(100);
    expect((await call("device/get", { CAName: "nobody" })).status).toBe(400);
  });

  it("prove that they are possessed", async () => {
    const code = "930783746273459058465786283467236543874968549";
    const generate = (body: object) =>
      call("popcertificate/generate", { CAName: OTHER, RegistrationCode: code, ...body });
    const { PoPCertificate, CAName } = z
      .object({ CAName: z.string(), PoPCertificate: z.string() })
      .parse((await generate({})).json());
    const [rootCa] = (await list({ CAName: OTHER })).CAs;
    const proof = new X509Certificate(realLineEnds(PoPCertificate));
    const root = new X509Certificate(realLineEnds(rootCa?.Certificate ?? ""));
    expect(CAName).toBe(OTHER);
    expect(proof.subject).toBe(`CN=${code}`);
    expect(proof.verify(root.publicKey)).toBe(true);
    expect((await generate({ RegistrationCode: "" })).status).toBe(400);
    expect((await generate({ RegistrationCode: "x".repeat(65) })).status).toBe(400);
    expect((await generate({ CAName: "nobody" })).status).toBe(400);
    own.clock.advance(1_825 * DAY_MS);
    expect((await generate({})).status).toBe(400);
  });
});

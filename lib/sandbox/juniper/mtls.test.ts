import { X509Certificate } from "node:crypto";
import { Agent, request as openRequest } from "node:https";
import { TLSSocket } from "node:tls";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ClientCertificate } from "../control-contract";
import { DAY_MS } from "../kit/clock";
import { firstEntitlement, type SignedInJuniper, signedInJuniper } from "./test-support";
import { BASE_PATH, operationPaths } from "./wire";

interface TlsOptions {
  ca?: string;
  cert?: string;
  key?: string;
  maxVersion?: "TLSv1.1" | "TLSv1.2";
}

describe("Juniper's port for mutual TLS", () => {
  let juniper: SignedInJuniper;
  let given: ClientCertificate;
  let options: TlsOptions;
  beforeAll(async () => {
    juniper = await signedInJuniper();
    await expect(validate({})).rejects.toThrow();
    given = await juniper.controls.issueClientCertificate({});
    options = { ca: given.caPem, cert: given.certificatePem, key: given.privateKeyPem };
  });
  afterAll(() => juniper.stop());

  const validate = async (tls: TlsOptions) => (await ask({ ...tls, agent: false })).status;

  /** Without a token: the certificate is all there is. */
  function ask(tls: TlsOptions & { agent: Agent | false }) {
    const { authorization: _, ...headers } = juniper.headers;
    const body = JSON.stringify({ ...juniper.common(), ssrn: firstEntitlement.ssrn });
    return new Promise<{ status: number | undefined; resumed: boolean }>((resolve, reject) => {
      const outgoing = openRequest(
        `${juniper.server.mtlsOrigin}${BASE_PATH}${operationPaths.validateEntitlement}`,
        { method: "POST", headers: { ...headers, "content-type": "application/json" }, ...tls },
      );
      outgoing.on("error", reject);
      outgoing.on("response", (incoming) => {
        incoming.resume();
        const resumed = incoming.socket instanceof TLSSocket && incoming.socket.isSessionReused();
        incoming.on("end", () => resolve({ status: incoming.statusCode, resumed }));
      });
      outgoing.end(body);
    });
  }

  it("lets in who shows its certificate, with TLS 1.2 as with 1.3", async () => {
    expect(await validate(options)).toBe(200);
    expect(await validate({ ...options, maxVersion: "TLSv1.2" })).toBe(200);
    expect(juniper.server.calls().at(-1)).toMatchObject({ authorization: "none", status: 200 });
  });

  it("knows the certificate again in a session that is resumed", async () => {
    const agent = new Agent({ keepAlive: false });
    expect(await ask({ ...options, agent })).toEqual({ status: 200, resumed: false });
    expect(await ask({ ...options, agent })).toEqual({ status: 200, resumed: true });
    agent.destroy();
  });

  it("counts towards the same rate as the other port", async () => {
    const before = juniper.controls.report().calls.used;
    await validate(options);
    expect(juniper.controls.report().calls.used).toBe(before + 1);
  });

  it("breaks the handshake with who has none, another's, or an old protocol", async () => {
    const other = await signedInJuniper();
    const foreign = await other.controls.issueClientCertificate({});
    await other.stop();
    await expect(validate({ ca: given.caPem })).rejects.toThrow();
    const anothers = { ca: given.caPem, cert: foreign.certificatePem, key: foreign.privateKeyPem };
    await expect(validate(anothers)).rejects.toThrow();
    await expect(validate({ ...options, maxVersion: "TLSv1.1" })).rejects.toThrow();
  });

  it("is trusted through its own CA only", async () => {
    await expect(validate({ cert: given.certificatePem, key: given.privateKeyPem })).rejects.toThrow(
      /certificate/,
    );
  });

  it("refuses a certificate whose time has passed on the sandbox's clock", async () => {
    const { caPem, certificatePem, privateKeyPem } = await juniper.controls.issueClientCertificate({
      validityDays: 10,
    });
    const short = { ca: caPem, cert: certificatePem, key: privateKeyPem };
    expect(await validate(short)).toBe(200);
    const leftMs = new X509Certificate(certificatePem).validToDate.getTime() - juniper.clock.nowMs();
    juniper.clock.advance(leftMs);
    expect(await validate(short)).toBe(401);
    const renewed = await juniper.controls.issueClientCertificate({ validityDays: 10 });
    expect(
      await validate({ ca: renewed.caPem, cert: renewed.certificatePem, key: renewed.privateKeyPem }),
    ).toBe(200);
  });

  it("outlasts a reset: files that were handed out stay good", async () => {
    juniper.clock.reset();
    juniper.server.reset();
    expect(await validate(options)).toBe(200);
    expect(new X509Certificate(given.certificatePem).validToDate.getTime()).toBeGreaterThan(
      Date.now() + 364 * DAY_MS,
    );
  });
});

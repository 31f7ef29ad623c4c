import { z } from "zod";
import { jsonAnswer } from "../../kit/answer";
import { utcSeconds } from "../../kit/times";
import { proofOfPossessionPem, rootCertificatePem } from "../pki/authority";
import { devicesWithCertificateOf } from "../pki/certificates";
import { escapedPem } from "../pki/pem";
import { endOf, isCaName, isTaken, knownRootCa, MOST_ROOT_CAS, requireSubscription } from "../pki/rules";
import { newRootCa, type RootCa } from "../pki/types";
import { jsonRoute, pageNumber, Refusal, success } from "../router";
import { pageOf } from "../rules/paging";
import type { UbloxState } from "../state";

/** Bounds of the vendor, in days [seed, /ztp/rootca/create]. */
const caValidity = z.number().int().min(1_825).max(3_650);
const deviceValidity = z.number().int().min(30).max(3_650);
const renewBefore = z.number().int().min(1).max(365);

/** Longest common name of a certificate (RFC 5280, ub-common-name). */
const LONGEST_COMMON_NAME = 64;

const create = jsonRoute({
  path: "/v1/ztp/rootca/create",
  body: z.object({
    CAName: z.string(),
    CACertificateValidity: caValidity,
    DeviceCertificateValidity: deviceValidity,
    RenewBeforeExpiration: renewBefore.optional(),
  }),
  async handle(context, body) {
    const { state, clock } = context;
    if (body.RenewBeforeExpiration !== undefined) requireSubscription(context);
    if (!isCaName(body.CAName)) throw new Refusal("Bad Request. Invalid CAName");
    if (body.DeviceCertificateValidity > body.CACertificateValidity) {
      throw new Refusal(
        "Bad Request. DeviceCertificateValidity cannot be greater than CACertificateValidity",
      );
    }
    if (isTaken(state.rootCas, body.CAName)) throw new Refusal("Bad Request. CAName already exists");
    if (state.rootCas.size >= MOST_ROOT_CAS) {
      throw new Refusal(`Request aborted. An account can have ${MOST_ROOT_CAS} Root CAs`);
    }
    const rootCa = newRootCa({
      name: body.CAName,
      createdAtMs: clock.nowMs(),
      validityDays: body.CACertificateValidity,
      deviceValidityDays: body.DeviceCertificateValidity,
      renewBeforeDays: body.RenewBeforeExpiration,
    });
    state.rootCas.set(rootCa.name, rootCa);
    return jsonAnswer(200, await created(rootCa));
  },
});

/** "Days before the certificate expiration": nothing else of a root CA can be changed [seed]. */
const update = jsonRoute({
  path: "/v1/ztp/rootca/update",
  body: z.object({ CAName: z.string(), RenewBeforeExpiration: renewBefore }),
  handle(context, { CAName, RenewBeforeExpiration }) {
    requireSubscription(context);
    knownRootCa(context, CAName).renewBeforeDays = RenewBeforeExpiration;
    return success(context, "message");
  },
});

/** A name that nobody has finds nothing. */
const get = jsonRoute({
  path: "/v1/ztp/rootca/get",
  body: z.object({ PageNumber: pageNumber, CAName: z.string().optional() }),
  async handle(context, { PageNumber, CAName }) {
    const all = [...context.state.rootCas.values()];
    const asked = CAName === undefined ? all : all.filter(({ name }) => name === CAName);
    const { records, paging } = pageOf(context, asked, PageNumber);
    return jsonAnswer(200, { ...paging, CAs: await Promise.all(records.map(listed)) });
  },
});

const remove = jsonRoute({
  path: "/v1/ztp/rootca/delete",
  body: z.object({ CAName: z.string() }),
  handle(context, { CAName }) {
    const { state } = context;
    const rootCa = knownRootCa(context, CAName);
    if (isHeldByDevice(state, rootCa)) {
      throw new Refusal("Request aborted. This Root CA is currently set in properties of ROTPublicUID(s)");
    }
    if (isHeldByProfile(state, rootCa)) {
      throw new Refusal("Request aborted. This Root CA is currently linked to DeviceProfileUID(s)");
    }
    state.rootCas.delete(rootCa.name);
    return success(context, "message");
  },
});

const devices = jsonRoute({
  path: "/v1/ztp/rootca/device/get",
  body: z.object({ CAName: z.string(), PageNumber: pageNumber }),
  handle(context, { CAName, PageNumber }) {
    const rootCa = knownRootCa(context, CAName);
    const carriers = devicesWithCertificateOf(context.state, rootCa.name);
    const { records, paging } = pageOf(context, carriers, PageNumber);
    return jsonAnswer(200, {
      ...paging,
      Devices: records.map(({ rotPublicUid, certificate }) => ({
        ROTPublicUID: rotPublicUid,
        ...(certificate && {
          CertificateSerialNumber: certificate.serialNumber,
          ExpirationDate: utcSeconds(certificate.expiresAtMs),
        }),
      })),
    });
  },
});

const popCertificate = jsonRoute({
  path: "/v1/ztp/rootca/popcertificate/generate",
  body: z.object({ CAName: z.string(), RegistrationCode: z.string() }),
  async handle(context, { CAName, RegistrationCode }) {
    const rootCa = knownRootCa(context, CAName);
    if (RegistrationCode === "" || RegistrationCode.length > LONGEST_COMMON_NAME) {
      throw new Refusal("Bad Request. Invalid RegistrationCode");
    }
    const nowMs = context.clock.nowMs();
    if (nowMs >= endOf(rootCa)) throw new Refusal("Request aborted. This Root CA has expired");
    const pem = await proofOfPossessionPem(rootCa, RegistrationCode, nowMs);
    return jsonAnswer(200, { CAName, PoPCertificate: escapedPem(pem) });
  },
});

export const rootCaRoutes = [create, update, get, remove, devices, popCertificate];

async function created(rootCa: RootCa) {
  return {
    CAName: rootCa.name,
    CACertificateValidity: rootCa.validityDays,
    DeviceCertificateValidity: rootCa.deviceValidityDays,
    Certificate: escapedPem(await rootCertificatePem(rootCa)),
    CreatedDate: utcSeconds(rootCa.createdAtMs),
  };
}

/** The document does not show the items of the list [inferred]. */
async function listed(rootCa: RootCa) {
  return {
    ...(await created(rootCa)),
    ...(rootCa.renewBeforeDays !== null && { RenewBeforeExpiration: rootCa.renewBeforeDays }),
    ExpirationDate: utcSeconds(endOf(rootCa)),
  };
}

function isHeldByDevice(state: UbloxState, { name }: RootCa): boolean {
  return state.devices
    .values()
    .some(({ desired, current }) => desired.rootCa?.name === name || current.rootCa?.name === name);
}

function isHeldByProfile(state: UbloxState, { name }: RootCa): boolean {
  return state.profiles
    .values()
    .some(({ bootstrapProvisioning }) => bootstrapProvisioning.rootCa?.name === name);
}

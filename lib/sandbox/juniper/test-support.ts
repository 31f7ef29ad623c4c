import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { SettingsChange } from "../control-contract";
import { juniperCredentials } from "../credentials";
import { createSettings } from "../kit/settings";
import { type RawAnswer, send, sendJson, stoppedClock } from "../test-support";
import { startJuniperSandbox } from "./start";
import { BASE_PATH, type OperationName, operationPaths, TOKEN_PATH } from "./wire";

const { clientId, clientSecret, sapbpID, contactID, customerGroupID, accountIds, userEmail } =
  juniperCredentials;

/** The seed's first entitlement: a subscription of ten, three of them taken. */
export const firstEntitlement = { ssrn: "152115129000", activationCode: "A1B2C3D4E5F6G7H8" };

export const faultShape = z.object({
  errorClass: z.string(),
  errorType: z.string(),
  errorCode: z.string(),
  errorMessage: z.string(),
});

export const serviceAnswer = z.looseObject({
  statusCode: z.string(),
  status: z.string(),
  message: z.string(),
  responseDateTime: z.iso.datetime(),
  transactionId: z.string().optional(),
  fault: z.array(faultShape).optional(),
});

export const entitlementShape = z.strictObject({
  entitlementId: z.string(),
  activationCode: z.string(),
  ssrn: z.string(),
  entitlementType: z.enum(["SUBSCRIPTION", "PERPETUAL", "VOUCHER"]),
  productSku: z.string(),
  productDescription: z.string(),
  customerId: z.string(),
  groupId: z.string(),
  accountId: z.string(),
  quantity: z.strictObject({ total: z.number(), activated: z.number(), available: z.number() }),
  startDate: z.iso.date(),
  endDate: z.iso.date().nullable(),
  status: z.enum(["NOT_STARTED", "ACTIVE", "EXHAUSTED", "EXPIRED", "REVOKED"]),
  activations: z.array(
    z.strictObject({
      activationId: z.string(),
      serialNumber: z.string(),
      activatedOn: z.iso.datetime(),
      status: z.string(),
    }),
  ),
});
export type EntitlementShape = z.output<typeof entitlementShape>;

const page = z.looseObject({
  entitlements: z.array(entitlementShape),
  totalCount: z.number(),
  nextPageToken: z.string().nullable(),
});

const token = z.object({ access_token: z.string(), token_type: z.literal("Bearer"), expires_in: z.number() });

export const transactionId = () => randomUUID().replaceAll("-", "");

/** Statuses and codes of an answer that failed or warned, such as `[400, "400", "SIM-406"]`. */
export function verdict({ status, json }: RawAnswer): unknown[] {
  const { statusCode, fault = [] } = serviceAnswer.parse(json());
  return [status, statusCode, ...fault.map(({ errorCode }) => errorCode)];
}

/** A running stand-in with a caller that has a token. */
export async function signedInJuniper(change: SettingsChange["juniper"] = {}) {
  const clock = stoppedClock();
  const settings = createSettings({ juniper: change });
  const server = await startJuniperSandbox({ clock, settings });
  const tokenUrl = `${server.origin}${TOKEN_PATH}`;
  const url = (path: string) => `${server.origin}${BASE_PATH}${path}`;
  const signIn = async (secret: string = clientSecret) =>
    await sendJson(tokenUrl, {
      grant_type: "client_credentials",
      client_id: clientId,
      client_secret: secret,
    });
  const newToken = async () => token.parse((await signIn()).json()).access_token;
  const headers: Record<string, string> = {
    authorization: `Bearer ${await newToken()}`,
    accept: "application/json",
    sapbpID,
    contactID,
    customerGroupID,
  };
  const common = () => ({
    accountIds,
    userEmail,
    transactionId: transactionId(),
    requestDateTime: clock.now().toISOString(),
  });
  /** A call as the contract has it; `extra` headers and fields of undefined leave out. */
  const call = (operation: OperationName, fields: object, extra: Record<string, string> = {}) =>
    sendJson(
      url(operationPaths[operation]),
      { ...common(), ...fields },
      { headers: { ...headers, ...extra } },
    );
  return {
    server,
    clock,
    settings,
    controls: server.controls,
    url,
    tokenUrl,
    signIn,
    newToken,
    headers,
    common,
    call,
    raw: (path: string, body: string, extra: Record<string, string> = {}) =>
      send(url(path), {
        method: "POST",
        body,
        headers: { "content-type": "application/json", ...headers, ...extra },
      }),
    change: (juniper: SettingsChange["juniper"]) => settings.change({ juniper }),
    async entitlement(ssrn: string) {
      const answer = (await call("validateEntitlement", { ssrn })).json();
      return z.looseObject({ entitlement: entitlementShape }).parse(answer).entitlement;
    },
    async query(fields: object = {}) {
      const named = { customerId: "0100001234", groupId: "GRP-77", ...fields };
      return page.parse((await call("queryEntitlements", named)).json());
    },
    /** Of all three groups. */
    async everyEntitlement(): Promise<EntitlementShape[]> {
      const groups = [
        { customerId: "0100001234", groupId: "GRP-77" },
        { customerId: "0100001234", groupId: "GRP-78" },
        { customerId: "0100005678", groupId: "GRP-12" },
      ];
      const pages = await Promise.all(
        groups.map(async (group) =>
          page.parse((await call("queryEntitlements", { ...group, pageSize: 200 })).json()),
        ),
      );
      return pages.flatMap(({ entitlements }) => entitlements);
    },
    stop: server.stop,
  };
}
export type SignedInJuniper = Awaited<ReturnType<typeof signedInJuniper>>;

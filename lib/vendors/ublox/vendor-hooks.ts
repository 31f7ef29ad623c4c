import { z } from "zod";
import type { NewVendorHook, VendorHook } from "@/lib/contract/vendor-hooks";
import { decoded } from "../http/decoded";
import { Fields } from "../http/fields";
import type { Permit, Reading } from "../http/permit";
import { jsonBody } from "../http/request-body";
import type { UbloxClient } from "./client";
import { anySuccess, type Done } from "./done";
import { readByEitherMethod } from "./either-method";

/** The document shows a bare list and not its items. An authorization among them is not read. */
const answeredHook = decoded((item): VendorHook | undefined => {
  const fields = Fields.of(item);
  const url = fields?.text("NotificationURL", "URL");
  if (fields === undefined || !url) return undefined;
  return {
    url,
    type: fields.text("NotificationType", "EventType", "Type"),
    createdAt: fields.instant("CreatedDate", "CreatedAt"),
  };
});

/** All notification hooks; not paged. /notification/webhook/get, by POST or GET */
export async function listVendorHooks(reading: Reading, ublox: UbloxClient): Promise<VendorHook[]> {
  return await readByEitherMethod(reading, ublox, {
    path: "/notification/webhook/get",
    answer: z.array(answeredHook),
  });
}

/** The authorization, and what follows its scheme: the vendor may repeat either. */
function secretsIn(authorization: string): string[] {
  return [authorization, authorization.slice(authorization.indexOf(" ") + 1)];
}

/**
 * POST /notification/webhook/create: events of one type are sent to `url` (https only) with `authorization` as the whole
 * Authorization header. Several addresses may be registered for one type.
 */
export async function createVendorHook(
  permit: Permit,
  ublox: UbloxClient,
  { url, type, authorization }: NewVendorHook,
): Promise<Done> {
  return await ublox.write(permit, {
    method: "POST",
    path: "/notification/webhook/create",
    body: jsonBody({ NotificationURL: url, AuthorizationToken: authorization, NotificationType: type }),
    secrets: secretsIn(authorization),
    answer: anySuccess,
  });
}

/** POST /notification/webhook/update: another Authorization header for an address; nothing else can be changed. */
export async function updateVendorHook(
  permit: Permit,
  ublox: UbloxClient,
  { url, authorization }: Pick<NewVendorHook, "url" | "authorization">,
): Promise<Done> {
  return await ublox.write(permit, {
    method: "POST",
    path: "/notification/webhook/update",
    body: jsonBody({ NotificationURL: url, AuthorizationToken: authorization }),
    secrets: secretsIn(authorization),
    answer: anySuccess,
  });
}

/** POST /notification/webhook/delete. The document's sample body is empty, its schema wants the address. */
export async function deleteVendorHook(
  permit: Permit,
  ublox: UbloxClient,
  { url }: Pick<NewVendorHook, "url">,
): Promise<Done> {
  return await ublox.write(permit, {
    method: "POST",
    path: "/notification/webhook/delete",
    body: jsonBody({ NotificationURL: url }),
    answer: anySuccess,
  });
}

import { z } from "zod";
import { instant } from "./identifiers";
import { done, read, reveal, write } from "./operation";

/** The events a hook can be made for (u-blox seed, notification/webhook/create). */
export const hookType = z.enum([
  "DEVICE_BOOTSTRAP_EVENT",
  "DEVICE_PROPERTIES_CHANGE_EVENT",
  "DEVICE_ERRORS_EVENT",
  "DEVICE_CERTIFICATE_RENEWAL_EVENT",
  "DEVICE_CERTIFICATE_EXPIRATION_EVENT",
  "ROOTCA_EXPIRATION_EVENT",
]);
export type HookType = z.output<typeof hookType>;

/** Where the vendor is to call. Changing and deleting go by the address alone, so give each type its own. */
export const hookUrl = z
  .url({ protocol: /^https$/, error: "Enter a complete address that begins with https://." })
  .max(2_048);

/** Sent by the vendor as the whole Authorization header, "Bearer" included if it is wanted. */
export const hookAuthorization = z
  .string()
  .trim()
  .regex(
    /^[\x20-\x7e]{1,4096}$/,
    "An authorization has 1 to 4096 characters: letters without accents, digits, symbols and spaces.",
  );

export const newVendorHook = z.object({ url: hookUrl, type: hookType, authorization: hookAuthorization });
export type NewVendorHook = z.output<typeof newVendorHook>;

/** A hook as the vendor lists it. Its authorization is never told. */
export const vendorHook = z.object({
  url: z.string(),
  /** One of `hookType`; another word of the vendor's is passed on, null where it does not say. */
  type: z.string().nullable(),
  createdAt: instant.nullable(),
});
export type VendorHook = z.output<typeof vendorHook>;

/** Our own receiver for one type of event. Its token is kept as a hash: it can be made anew, not read again. */
export const hookReceiver = z.object({
  type: hookType,
  /** Address to register at the vendor. */
  url: z.string(),
  /** Why the vendor cannot be given this address: a sentence; null when it can. */
  urlProblem: z.string().nullable(),
  tokenMadeAt: instant.nullable(),
  /** A token before it is still taken, because the vendor may not know the new one yet. */
  previousTokenTaken: z.boolean(),
  /** Since when the vendor has been calling without a break, as far as we know; null while it is not registered there. */
  connectedAt: instant.nullable(),
  lastReceivedAt: instant.nullable(),
  /** Different events that it brought. */
  eventCount: z.number().int(),
  /** Deliveries of events that were here already. */
  repeatCount: z.number().int(),
  /** Calls that were turned away for a wrong token, and the last of them. */
  refusedCount: z.number().int(),
  lastRefusedAt: instant.nullable(),
});
export type HookReceiver = z.output<typeof hookReceiver>;

/** Shown once. The authorization is what the vendor has to send, word for word. */
export const madeReceiver = z.object({ type: hookType, url: z.string(), authorization: z.string() });
export type MadeReceiver = z.output<typeof madeReceiver>;

const receiverParams = z.object({ type: hookType });
const hookSubject = ({ body }: { body: { url: string } }) => ({ type: "vendorHook", id: body.url });
const receiverSubject = ({ params }: { params: z.output<typeof receiverParams> }) => ({
  type: "vendorHook",
  id: params.type,
});

export const vendorHooks = {
  list: read({
    operationId: "vendorHooks.list",
    method: "GET",
    path: "/vendor-hooks",
    summary: "List the hooks registered at u-blox",
    permission: "connections:read",
    response: z.object({
      items: z.array(
        vendorHook.extend({
          /** Whether it calls this console. */
          ours: z.boolean(),
        }),
      ),
    }),
    keepLast: true,
  }),
  create: write({
    operationId: "vendorHooks.create",
    method: "POST",
    path: "/vendor-hooks",
    summary: "Register a hook at u-blox",
    description: "For a receiver of your own; for this console's use vendorHooks.connect.",
    permission: "connections:write",
    body: newVendorHook,
    response: done,
    audit: { place: "vendor", subject: hookSubject, fields: ({ body }) => [body.type] },
  }),
  update: write({
    operationId: "vendorHooks.update",
    method: "PUT",
    path: "/vendor-hooks",
    summary: "Change the authorization that a hook sends",
    description: "Hooks are known by their address alone: every type registered on it changes.",
    permission: "connections:write",
    body: z.object({ url: hookUrl, authorization: hookAuthorization }),
    response: done,
    audit: { place: "vendor", subject: hookSubject, fields: () => ["authorization"] },
  }),
  delete: write({
    operationId: "vendorHooks.delete",
    method: "POST",
    path: "/vendor-hooks/delete",
    summary: "Delete a hook at u-blox",
    description: "All event types registered on this address stop.",
    permission: "connections:write",
    body: z.object({ url: z.string().min(1).max(2_048) }),
    response: done,
    audit: { place: "vendor", subject: hookSubject },
  }),
  receivers: read({
    operationId: "vendorHooks.receivers",
    method: "GET",
    path: "/vendor-hooks/receivers",
    summary: "List this console's own receivers, one for each type of event",
    permission: "connections:read",
    response: z.object({ items: z.array(hookReceiver) }),
  }),
  connect: reveal({
    operationId: "vendorHooks.connect",
    method: "POST",
    path: "/vendor-hooks/receivers/{type}/connect",
    summary: "Make a token for a receiver of this console and register it at u-blox",
    description:
      "Registers the hook, or changes the token of the one that is there. The token before it is taken until the vendor " +
      "has confirmed the new one. Shown once.",
    permission: "connections:write",
    params: receiverParams,
    response: madeReceiver,
    audit: { place: "vendor", subject: receiverSubject, fields: () => ["authorization"] },
  }),
  makeToken: reveal({
    operationId: "vendorHooks.makeToken",
    method: "POST",
    path: "/vendor-hooks/receivers/{type}/token",
    summary: "Make a token for a receiver of this console, to register by hand",
    description: "Nothing is sent to the vendor. The token before it stops at once. Shown once.",
    permission: "connections:write",
    params: receiverParams,
    response: madeReceiver,
    audit: { place: "records", subject: receiverSubject, fields: () => ["authorization"] },
  }),
};

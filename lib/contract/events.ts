import { z } from "zod";

/**
 * What open pages are told the moment it is known (server-sent events of GET /api/v1/events). An event names what
 * changed and carries nothing of it: the page asks for it, under its own rights.
 */
export const consoleEvent = z.discriminatedUnion("type", [
  z.object({ type: z.literal("job"), jobId: z.string() }),
  z.object({ type: z.literal("batch"), batchId: z.number().int() }),
  /** A hook brought an event, of this device unless it is about a root CA. */
  z.object({ type: z.literal("deviceEvent"), rotPublicUid: z.string().nullable() }),
  /** The findings were checked, or the state of one changed. */
  z.object({ type: z.literal("findings") }),
  /** A license, a voucher or the quantity of an entitlement changed. */
  z.object({ type: z.literal("licenses") }),
  /** Only sent to the person it is for. */
  z.object({ type: z.literal("notice"), userId: z.string() }),
]);
export type ConsoleEvent = z.output<typeof consoleEvent>;

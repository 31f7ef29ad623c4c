import { z } from "zod";

/**
 * What open pages are told the moment it is known (server-sent events of GET /api/v1/events). An event names what
 * changed and carries nothing of it: the page asks for it, under its own rights.
 */
export const consoleEvent = z.discriminatedUnion("type", [
  z.object({ type: z.literal("job"), jobId: z.string() }),
  z.object({ type: z.literal("batch"), batchId: z.number().int() }),
  /** Only sent to the person it is for. */
  z.object({ type: z.literal("notice"), userId: z.string() }),
]);
export type ConsoleEvent = z.output<typeof consoleEvent>;

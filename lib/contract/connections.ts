import { z } from "zod";
import { instant } from "./identifiers";
import { read, write } from "./operation";

export const vendorNames = ["ublox", "sectigo", "juniper"] as const;
export const vendorName = z.enum(vendorNames);
export type VendorName = z.output<typeof vendorName>;

export const connection = z.object({
  vendor: vendorName,
  /** Such as "u-blox Security Services". */
  name: z.string(),
  state: z.enum(["not_connected", "untested", "working", "failing"]),
  environment: z.enum(["sandbox", "production"]),
  /** Host of the vendor's address; null when not connected. */
  host: z.string().nullable(),
  /** Variables still to be set, when not connected. */
  missing: z.array(z.string()),
  lastSuccessAt: instant.nullable(),
  lastError: z.object({ at: instant, words: z.string(), code: z.string() }).nullable(),
  /** The access token in use: its age, never itself. */
  token: z.object({ issuedAt: instant, expiresAt: instant.nullable() }).nullable(),
  apiVersion: z.string().nullable(),
});
export type Connection = z.output<typeof connection>;

export const connectionTest = z.object({
  working: z.boolean(),
  durationMs: z.number(),
  /** What was found, in plain words. */
  words: z.string(),
  apiVersion: z.string().nullable(),
});

export const connections = {
  list: read({
    operationId: "connections.list",
    method: "GET",
    path: "/connections",
    summary: "List vendor connections and how they are",
    permission: "connections:read",
    response: z.object({ items: z.array(connection) }),
  }),
  test: write({
    operationId: "connections.test",
    method: "POST",
    path: "/connections/{vendor}/test",
    summary: "Test a vendor connection with one harmless call",
    permission: "connections:write",
    params: z.object({ vendor: vendorName }),
    response: connectionTest,
    audit: { place: "vendor", subject: ({ params }) => ({ type: "connection", id: params.vendor }) },
  }),
};

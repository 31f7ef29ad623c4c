import { afterEach, expect, test } from "vitest";
import { closeClients, failureOf, reading } from "../http/testing/client";
import { answer, closeServers } from "../http/testing/recording-server";
import { getBatch } from "./batches";
import { sectigoStandIn } from "./testing";

afterEach(async () => {
  await closeClients();
  await closeServers();
});

test.each([
  [400, { status: 400, message: "Bad years", errorCode: 2, timestamp: 1 }, "refused", "Bad years"],
  [403, { status: 403, error: "Forbidden", message: "" }, "denied", "Forbidden"],
  [
    403,
    { error: "Forbidden", message: "No permission on the profile" },
    "denied",
    "No permission on the profile",
  ],
  [404, "Batch not found", "not_found", "Batch not found"],
  [406, "Not Acceptable", "refused", "Not Acceptable"],
  [500, { error: "Internal Server Error" }, "unavailable", "Internal Server Error"],
  [307, "", "bad_answer", undefined],
] as const)("%i %j is %s with the vendor's words", async (status, body, kind, vendorText) => {
  const { sectigo } = await sectigoStandIn((_request, response) =>
    answer(response, body, status, typeof body === "string" ? { "content-type": "text/plain" } : {}),
  );
  const error = await failureOf(getBatch(reading, sectigo, { batchId: 1 }));
  expect(error).toMatchObject({ vendor: "sectigo", kind, status, call: "GET /api/v1/batches/{batchId}" });
  expect(error.vendorText).toBe(vendorText);
});

test("a token that expires on the way is replaced and the call repeated once", async () => {
  let expired = true;
  const { sectigo, asked, server } = await sectigoStandIn((_request, response) => {
    if (!expired) return answer(response, { batchId: 1, size: 1, downloadable: false });
    expired = false;
    answer(response, { status: 401, message: "Token expired", errorCode: 11, timestamp: 1 }, 401);
  });
  expect(await getBatch(reading, sectigo, { batchId: 1 })).toMatchObject({ batchId: 1 });
  expect(asked()).toHaveLength(2);
  expect(server.requests.map(({ url }) => url).filter((url) => url.startsWith("/auth/"))).toEqual([
    "/auth/pwd",
    "/auth/pwd",
  ]);
});

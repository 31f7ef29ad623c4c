import { afterEach, expect, test } from "vitest";
import { closeClients, failureOf, permit } from "../http/testing/client";
import { answer, closeServers } from "../http/testing/recording-server";
import { deleteTag } from "./tags";
import { ubloxStandIn } from "./testing";

afterEach(async () => {
  await closeClients();
  await closeServers();
});

test.each([
  [400, { Message: "Bad Request" }, "refused", "Bad Request"],
  [400, { message: "Bad Request. Invalid ROTPublicUIDs" }, "refused", "Bad Request. Invalid ROTPublicUIDs"],
  [401, { message: "Not Authorized." }, "denied", "Not Authorized."],
  [403, { message: "Forbidden" }, "denied", "Forbidden"],
  [404, { message: "Not Found" }, "not_found", "Not Found"],
  [429, { message: "Too Many Requests" }, "busy", "Too Many Requests"],
  [500, "Internal server error", "unavailable", "Internal server error"],
  [502, "<html><head><title>502</title></head></html>", "unavailable", undefined],
  [400, { error: ["other"] }, "refused", '{"error":["other"]}'],
  [400, "", "refused", undefined],
] as const)("%i %j is %s with the vendor's words", async (status, body, kind, vendorText) => {
  const { ublox } = await ubloxStandIn((_request, response) => answer(response, body, status));
  const error = await failureOf(deleteTag(permit(), ublox, { tagName: "a" }));
  expect(error).toMatchObject({ kind, status, call: "POST /tag/delete" });
  expect(error.vendorText).toBe(vendorText);
});

test("a Message in a success is no failure", async () => {
  const { ublox } = await ubloxStandIn((_request, response) => answer(response, { Message: "Success" }));
  expect(await deleteTag(permit(), ublox, { tagName: "a" })).toEqual({ done: true });
});

test("key and secret do not survive in an error, wherever the vendor repeats them", async () => {
  const { ublox } = await ubloxStandIn((_request, response) =>
    answer(response, { message: "key key-1234 with secret-5678 and auth-1 is unknown" }, 400),
  );
  const error = await failureOf(deleteTag(permit(), ublox, { tagName: "a" }));
  expect(error.vendorText).toBe("key [redacted] with [redacted] and [redacted] is unknown");
});

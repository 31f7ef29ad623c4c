import { afterEach, expect, test } from "vitest";
import { z } from "zod";
import { closeClients, failureOf, reading } from "../http/testing/client";
import { answer, closeServers } from "../http/testing/recording-server";
import { readByEitherMethod } from "./either-method";
import { ubloxStandIn } from "./testing";

afterEach(async () => {
  await closeClients();
  await closeServers();
});

const spec = { path: "/notification/webhook/get", answer: z.array(z.string()) } as const;

test("by POST, and no second time where that is answered", async () => {
  const { ublox, asked } = await ubloxStandIn((_request, response) => answer(response, []));
  expect(await readByEitherMethod(reading, ublox, spec)).toEqual([]);
  expect(asked()).toEqual([{ method: "POST", url: "/v1/notification/webhook/get", body: undefined }]);
});

test.each([403, 404, 405])("by GET where POST is answered %i", async (status) => {
  const { ublox, asked } = await ubloxStandIn((request, response) => {
    if (request.method === "POST") answer(response, { message: "Missing Authentication Token" }, status);
    else answer(response, ["a"]);
  });
  expect(await readByEitherMethod(reading, ublox, spec)).toEqual(["a"]);
  expect(asked().map(({ method }) => method)).toEqual(["POST", "GET"]);
});

test("what both methods refuse is refused, with the words for the second", async () => {
  const { ublox, asked } = await ubloxStandIn((request, response) =>
    answer(response, { message: `no ${request.method}` }, 403),
  );
  const error = await failureOf(readByEitherMethod(reading, ublox, spec));
  expect(error).toMatchObject({ kind: "denied", vendorText: "no GET" });
  expect(asked()).toHaveLength(2);
});

test("other failures are what they are", async () => {
  const { ublox, asked } = await ubloxStandIn((_request, response) => answer(response, "", 500));
  expect(await failureOf(readByEitherMethod(reading, ublox, spec))).toMatchObject({ kind: "unavailable" });
  expect(asked()).toHaveLength(1);
});

import { afterEach, expect, test } from "vitest";
import { closeClients, failureOf, reading } from "../http/testing/client";
import { answer, closeServers } from "../http/testing/recording-server";
import { readApiVersion } from "./api-version";
import { ubloxStandIn } from "./testing";

afterEach(async () => {
  await closeClients();
  await closeServers();
});

test("is read by POST without a body", async () => {
  const { ublox, asked, server } = await ubloxStandIn((_request, response) =>
    answer(response, { Version: "1.1.1" }),
  );
  expect(await readApiVersion(reading, ublox)).toBe("1.1.1");
  expect(asked()).toEqual([{ method: "POST", url: "/v1/apiversion", body: undefined }]);
  expect(server.requests.at(-1)?.headers).not.toHaveProperty("content-type");
});

test.each([403, 404, 405])("is read by GET where POST is answered %i", async (status) => {
  const { ublox, asked } = await ubloxStandIn((request, response) => {
    if (request.method === "POST") answer(response, { message: "Missing Authentication Token" }, status);
    else answer(response, { Version: "1.1.29" });
  });
  expect(await readApiVersion(reading, ublox)).toBe("1.1.29");
  expect(asked().map(({ method }) => method)).toEqual(["POST", "GET"]);
});

test("other failures are what they are", async () => {
  const { ublox, asked } = await ubloxStandIn((_request, response) => answer(response, "", 500));
  expect(await failureOf(readApiVersion(reading, ublox))).toMatchObject({ kind: "unavailable", status: 500 });
  expect(asked()).toHaveLength(1);
});

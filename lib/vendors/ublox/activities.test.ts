import { afterEach, expect, test } from "vitest";
import { activity } from "@/lib/contract/device-events";
import { closeClients, failureOf, reading } from "../http/testing/client";
import { answer, closeServers } from "../http/testing/recording-server";
import { listActivities } from "./activities";
import { ubloxStandIn } from "./testing";

afterEach(async () => {
  await closeClients();
  await closeServers();
});

const question = { rotPublicUid: "0000200456789544", from: "2020-02-01T00:00:00Z", page: 1 };

test("tells the commands of the page, and when the device was last seen", async () => {
  const done = { Timestamp: "2020-03-02T07:40:19", Command: "SET_AUTHORIZATION", Status: "SUCCESS" };
  const { ublox, asked } = await ubloxStandIn((_request, response) =>
    answer(response, {
      PageNumber: 1,
      PageSize: 100,
      TotalRecords: 2,
      LastSeen: "2020-03-02T07:40:19Z",
      Activities: [done, { Odd: 1 }],
    }),
  );
  const list = await listActivities(reading, ublox, question);
  expect(asked()[0]?.body).toEqual({
    FromDate: "2020-02-01T00:00:00+00:00",
    ROTPublicUID: "0000200456789544",
    PageNumber: 1,
  });
  expect(list).toEqual({
    items: [
      { at: "2020-03-02T07:40:19.000Z", command: "SET_AUTHORIZATION", status: "SUCCESS", raw: done },
      { at: null, command: null, status: null, raw: { Odd: 1 } },
    ],
    page: { number: 1, size: 100, total: 2 },
    lastSeenAt: "2020-03-02T07:40:19.000Z",
  });
  for (const item of list.items) expect(activity.parse(item)).toEqual(item);
});

test.each([[undefined], [null], [""], ["never"], [0]])(
  "a device last seen %j was never seen",
  async (LastSeen) => {
    const { ublox } = await ubloxStandIn((_request, response) =>
      answer(response, { Activities: [], LastSeen }),
    );
    expect((await listActivities(reading, ublox, question)).lastSeenAt).toBeNull();
  },
);

test.each([[{}], [{ Activities: ["odd"] }], [{ Activities: { a: 1 } }]])(
  "%j is a bad answer",
  async (body) => {
    const { ublox } = await ubloxStandIn((_request, response) => answer(response, body));
    expect(await failureOf(listActivities(reading, ublox, question))).toMatchObject({ kind: "bad_answer" });
  },
);

import { afterEach, expect, test } from "vitest";
import { closeClients, failureOf, reading } from "@/lib/vendors/http/testing/client";
import { answer, closeServers } from "@/lib/vendors/http/testing/recording-server";
import { ubloxStandIn } from "@/lib/vendors/ublox/testing";
import { getDeviceProfile } from "./get-profile";

afterEach(async () => {
  await closeClients();
  await closeServers();
});

const profile = (uid: string) => ({ DeviceProfileUID: uid, ProfileName: uid });

/** A vendor that answers each page with what is given for it. */
function pages(pageOf: (number: number) => { uids: string[]; total: number }) {
  return ubloxStandIn(({ text }, response) => {
    const number = Number(JSON.parse(text).PageNumber);
    const { uids, total } = pageOf(number);
    answer(response, {
      DeviceProfiles: uids.map(profile),
      PageNumber: number,
      PageSize: 2,
      TotalRecords: total,
    });
  });
}

test("a profile is looked for page after page, by its exact UID", async () => {
  const all = [["a", "A"], ["b", "B"], ["c"]];
  const { ublox, asked } = await pages((number) => ({ uids: all[number - 1] ?? [], total: 5 }));
  expect(await getDeviceProfile(reading, ublox, { deviceProfileUid: "B" })).toMatchObject({
    deviceProfileUid: "B",
  });
  expect(asked()).toHaveLength(2);
  const missing = await failureOf(getDeviceProfile(reading, ublox, { deviceProfileUid: "C" }));
  expect(missing).toMatchObject({ kind: "not_found", mayHaveActed: false });
});

test("a list that repeats for ever ends the search", async () => {
  const { ublox, asked } = await pages(() => ({ uids: ["a", "b"], total: 1_000_000 }));
  expect(await failureOf(getDeviceProfile(reading, ublox, { deviceProfileUid: "c" }))).toMatchObject({
    kind: "bad_answer",
  });
  expect(asked()).toHaveLength(2);
});

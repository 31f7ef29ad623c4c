import { z } from "zod";
import type { Activity, ActivityQuestion } from "@/lib/contract/device-events";
import { decoded } from "../http/decoded";
import { Fields } from "../http/fields";
import { instantOf } from "../http/instant";
import type { Reading } from "../http/permit";
import { rawOf } from "../http/raw";
import { jsonBody } from "../http/request-body";
import type { UbloxClient } from "./client";
import { periodBody } from "./dates";
import { type Page, pageAnswer } from "./pages";

/** The document does not show the items. */
const answeredActivity = decoded((item): Activity | undefined => {
  const fields = Fields.of(item);
  if (fields === undefined) return undefined;
  return {
    at: fields.instant("Timestamp", "CreatedDate", "Date"),
    command: fields.text("Command", "Activity", "Name", "Type"),
    status: fields.text("Status", "State", "Result"),
    raw: rawOf(item),
  };
});

const lastSeen = z.object({ LastSeen: z.unknown().optional() }).transform(({ LastSeen }) => ({
  /** When the device was last in contact; null when the vendor does not say. */
  lastSeenAt: instantOf(LastSeen),
}));

/** One page of the commands that were carried out on one device. POST /device/activity/get */
export async function listActivities(
  reading: Reading,
  ublox: UbloxClient,
  { rotPublicUid, from, to, page }: ActivityQuestion & { page: number },
): Promise<Page<Activity> & { lastSeenAt: string | null }> {
  return await ublox.read(reading, {
    method: "POST",
    path: "/device/activity/get",
    body: jsonBody({ ...periodBody({ from, to }), ROTPublicUID: rotPublicUid, PageNumber: page }),
    answer: z.intersection(pageAnswer("Activities", answeredActivity, page), lastSeen),
  });
}

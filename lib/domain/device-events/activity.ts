import "server-only";
import type { z } from "zod";
import type { deviceEvents } from "@/lib/contract/device-events";
import type { Reading } from "@/lib/vendors/http/permit";
import { listActivities } from "@/lib/vendors/ublox/activities";
import type { UbloxClient } from "@/lib/vendors/ublox/client";
import { nextMinute, readNewestFirst, wholeMinute } from "./newest-first";
import { pagesCameAgain } from "./pages-came-again";
import { vendorRemembersSinceMs } from "./vendor-memory";

type ActivityList = z.input<typeof deviceEvents.activity.response>;

/** So many commands are shown; whoever looks for older ones narrows the time. */
const activitiesMax = 200;

interface Question {
  rotPublicUid: string;
  from?: string;
  to?: string;
}

/**
 * The commands that were carried out on a device, newest first; of the last 180 days unless said otherwise. The document
 * limits how far back its notifications go and says nothing of its activities. @throws VendorError
 */
export async function listDeviceActivity(
  { requestId, signal }: Reading,
  ublox: UbloxClient,
  { rotPublicUid, from, to }: Question,
): Promise<ActivityList> {
  const [fromMs, toMs] = [from && Date.parse(from), to && Date.parse(to)];
  const stretch = {
    fromMs: fromMs ? wholeMinute(fromMs) : vendorRemembersSinceMs(),
    ...(toMs && { toMs: nextMinute(toMs) }),
  };
  const read = await readNewestFirst(
    {
      readPage: (slice, page) =>
        listActivities({ requestId, signal }, ublox, {
          rotPublicUid,
          page,
          from: new Date(slice.fromMs).toISOString(),
          ...(slice.toMs !== undefined && { to: new Date(slice.toMs).toISOString() }),
        }),
      atMs: ({ at }) => (at === null ? null : Date.parse(at)),
      stuck: () => pagesCameAgain("POST /device/activity/get", requestId),
    },
    stretch,
    activitiesMax + 1,
  );
  if (read.ended?.because === "error") throw read.ended.error;
  const within = read.items.filter(({ atMs }) => atMs >= (fromMs || -Infinity) && atMs < (toMs || Infinity));
  return {
    items: within.slice(0, activitiesMax).map(({ item }) => item),
    complete: read.sinceMs <= stretch.fromMs && read.ended === undefined && within.length <= activitiesMax,
  };
}

import "server-only";
import { createHash } from "node:crypto";
import { type DeviceEvent, type NotificationType, notificationDaysMax } from "@/lib/contract/device-events";
import { ublox } from "@/lib/vendors/ublox/client";
import { listNotifications } from "@/lib/vendors/ublox/notifications";
import type { NamedDevices } from "@/lib/vendors/ublox/selectors";
import { type NewestFirst, readNewestFirst, type Stretch } from "./newest-first";
import { pagesCameAgain } from "./pages-came-again";
import { remember } from "./remember";
import { soundEvent } from "./sound";

const dayMs = 86_400_000;
const minuteMs = 60_000;
const rememberedForMs = 10_000;

/** Since when the vendor remembers, with a day of slack: its clock and ours differ. On a whole minute. */
export function vendorRemembersSinceMs(nowMs = Date.now()): number {
  return Math.ceil((nowMs - (notificationDaysMax - 1) * dayMs) / minuteMs) * minuteMs;
}

export interface VendorQuestion {
  devices: NamedDevices;
  type?: NotificationType;
  stretch: Stretch;
}

/** The vendor gives its events no identifiers: each is known by what it says. */
export const rememberedId = (event: DeviceEvent): string => {
  const said = JSON.stringify([event.rotPublicUid, event.type, event.at, event.raw]);
  return `rem_${createHash("sha256").update(said).digest("hex").slice(0, 32)}`;
};

/** What the vendor itself remembers, newest first, until there is enough. Never rejects. POST /notification/get */
export function readVendorMemory(
  requestId: string,
  { devices, type, stretch }: VendorQuestion,
  enough: number,
): Promise<NewestFirst<DeviceEvent>> {
  const key = JSON.stringify(["notifications", devices, type, stretch, enough]);
  const ask = () =>
    readNewestFirst(
      {
        readPage: async ({ fromMs, toMs }, page) => {
          const { items, page: info } = await listNotifications({ requestId }, ublox(), {
            devices,
            type,
            page,
            from: new Date(fromMs).toISOString(),
            ...(toMs !== undefined && { to: new Date(toMs).toISOString() }),
          });
          return { items: items.map(soundEvent), page: info };
        },
        atMs: ({ at }) => (at === null ? null : Date.parse(at)),
        stuck: () => pagesCameAgain("POST /notification/get", requestId),
      },
      stretch,
      enough,
    );
  return remember(key, rememberedForMs, ask, ({ ended }) => ended?.because !== "error");
}

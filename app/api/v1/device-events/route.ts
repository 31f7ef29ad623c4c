import { deviceEvents } from "@/lib/contract/device-events";
import { listEvents } from "@/lib/domain/device-events/list";
import { route } from "@/lib/http/route";

export const GET = route(deviceEvents.list, ({ reading, query }) => listEvents(reading, query));

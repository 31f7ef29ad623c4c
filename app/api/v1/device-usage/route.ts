import { usage } from "@/lib/contract/usage";
import { usageOf } from "@/lib/domain/usage/usage-of";
import { route } from "@/lib/http/route";
import { ublox } from "@/lib/vendors/ublox/client";

export const GET = route(usage.get, ({ reading, query }) => usageOf(reading, ublox(), query));

import { findings } from "@/lib/contract/findings";
import { askForSuspects } from "@/lib/domain/findings/ask";
import { route } from "@/lib/http/route";
import { ublox } from "@/lib/vendors/ublox/client";

export const GET = route(findings.suspicious, ({ reading, query }) =>
  askForSuspects(reading, ublox(), query),
);

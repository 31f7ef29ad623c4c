import { findings } from "@/lib/contract/findings";
import { askForClones } from "@/lib/domain/findings/ask";
import { route } from "@/lib/http/route";
import { ublox } from "@/lib/vendors/ublox/client";

export const GET = route(findings.clones, ({ reading, query }) => askForClones(reading, ublox(), query));

import { tags } from "@/lib/contract/tags";
import { route } from "@/lib/http/route";
import { ublox } from "@/lib/vendors/ublox/client";
import { removeTags } from "@/lib/vendors/ublox/tags";

export const POST = route(tags.unassign, ({ permit, body }) => removeTags(permit, ublox(), body));

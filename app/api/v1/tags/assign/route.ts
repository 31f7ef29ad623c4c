import { tags } from "@/lib/contract/tags";
import { route } from "@/lib/http/route";
import { ublox } from "@/lib/vendors/ublox/client";
import { assignTags } from "@/lib/vendors/ublox/tags";

export const POST = route(tags.assign, ({ permit, body }) => assignTags(permit, ublox(), body));

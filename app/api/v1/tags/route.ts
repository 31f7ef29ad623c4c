import { tags } from "@/lib/contract/tags";
import { route } from "@/lib/http/route";
import { ublox } from "@/lib/vendors/ublox/client";
import { createTag, listTags } from "@/lib/vendors/ublox/tags";

export const GET = route(tags.list, ({ reading, query }) => listTags(reading, ublox(), query));
export const POST = route(tags.create, ({ permit, body }) => createTag(permit, ublox(), body));

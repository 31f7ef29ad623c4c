import { tags } from "@/lib/contract/tags";
import { route } from "@/lib/http/route";
import { ublox } from "@/lib/vendors/ublox/client";
import { deleteTag } from "@/lib/vendors/ublox/tags";

export const DELETE = route(tags.delete, ({ permit, params }) => deleteTag(permit, ublox(), params));

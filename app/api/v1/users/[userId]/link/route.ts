import { users } from "@/lib/contract/users";
import { withLink } from "@/lib/domain/users/links";
import { renewPasswordLink } from "@/lib/domain/users/users";
import { route } from "@/lib/http/route";

export const POST = route(users.renewLink, async ({ permit, params }) =>
  withLink(await renewPasswordLink(permit, params.userId)),
);

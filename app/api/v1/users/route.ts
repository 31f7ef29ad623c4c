import { users } from "@/lib/contract/users";
import { withLink } from "@/lib/domain/users/links";
import { inviteUser, listUsers } from "@/lib/domain/users/users";
import { route } from "@/lib/http/route";

export const GET = route(users.list, async () => ({ items: await listUsers() }));
export const POST = route(users.invite, async ({ permit, body }) => withLink(await inviteUser(permit, body)));

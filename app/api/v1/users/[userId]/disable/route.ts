import { users } from "@/lib/contract/users";
import { disableUser } from "@/lib/domain/users/users";
import { route } from "@/lib/http/route";

export const POST = route(users.disable, ({ permit, params }) => disableUser(permit, params.userId));

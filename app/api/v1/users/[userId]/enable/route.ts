import { users } from "@/lib/contract/users";
import { enableUser } from "@/lib/domain/users/users";
import { route } from "@/lib/http/route";

export const POST = route(users.enable, ({ permit, params }) => enableUser(permit, params.userId));

import { users } from "@/lib/contract/users";
import { setRole } from "@/lib/domain/users/users";
import { route } from "@/lib/http/route";

export const PUT = route(users.setRole, ({ permit, params, body }) =>
  setRole(permit, params.userId, body.role),
);

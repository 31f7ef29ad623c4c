import { session } from "@/lib/contract/users";
import { confirmSession, requireOwnPassword } from "@/lib/domain/users/self";
import { route } from "@/lib/http/route";

export const POST = route(
  session.confirm,
  ({ permit, session }) => confirmSession(permit, session),
  ({ session, body }) => requireOwnPassword(session, body.password),
);

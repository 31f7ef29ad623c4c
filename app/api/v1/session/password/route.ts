import { session } from "@/lib/contract/users";
import { requireCurrentPassword } from "@/lib/domain/users/self";
import { changeOwnPassword } from "@/lib/domain/users/users";
import { route } from "@/lib/http/route";

export const POST = route(
  session.changePassword,
  async ({ permit, session, body }) => {
    await changeOwnPassword(permit, { userId: session.userId, sessionId: session.sessionId, ...body });
    return { done: true };
  },
  ({ session, body }) => requireCurrentPassword(session, body.currentPassword),
);

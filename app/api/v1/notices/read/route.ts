import { notices } from "@/lib/contract/notices";
import { markRead } from "@/lib/domain/notices/notices";
import { route } from "@/lib/http/route";

export const POST = route(notices.markRead, async ({ permit, session, body }) => {
  await markRead(permit, session.userId, body.until);
  return { done: true };
});

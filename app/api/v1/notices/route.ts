import { notices } from "@/lib/contract/notices";
import { listNotices } from "@/lib/domain/notices/notices";
import { route } from "@/lib/http/route";

export const GET = route(notices.list, ({ session }) => listNotices(session.userId));

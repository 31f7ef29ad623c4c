import { session } from "@/lib/contract/users";
import { whoAmI } from "@/lib/domain/users/self";
import { route } from "@/lib/http/route";

export const GET = route(session.get, ({ session }) => whoAmI(session));

import { juniperAccess } from "@/lib/contract/juniper-access";
import { readCallBudget } from "@/lib/domain/vendor-budget/call-budget";
import { route } from "@/lib/http/route";

export const GET = route(juniperAccess.budget, () => readCallBudget());

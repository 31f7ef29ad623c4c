import { verifyHistory } from "@/lib/audit/verify";
import { audit } from "@/lib/contract/audit";
import { route } from "@/lib/http/route";

export const GET = route(audit.verify, verifyHistory);

import { licenses } from "@/lib/contract/licenses";
import { revealKey } from "@/lib/domain/licenses/reveal";
import { route } from "@/lib/http/route";

export const POST = route(licenses.reveal, ({ permit, params }) => revealKey(permit, params.licenseId));

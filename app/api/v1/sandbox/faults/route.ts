import { sandbox } from "@/lib/contract/sandbox";
import { clearFaults, setFault } from "@/lib/domain/sandbox-control/sandbox-control";
import { route } from "@/lib/http/route";

export const POST = route(sandbox.setFault, ({ permit, body }) => setFault(permit, body));
export const DELETE = route(sandbox.clearFaults, async ({ permit }) => {
  await clearFaults(permit);
  return { done: true };
});

import { sandbox } from "@/lib/contract/sandbox";
import { resetSandbox } from "@/lib/domain/sandbox-control/sandbox-control";
import { route } from "@/lib/http/route";

export const POST = route(sandbox.reset, async ({ permit }) => {
  await resetSandbox(permit);
  return { done: true };
});

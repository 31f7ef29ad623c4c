import { sandbox } from "@/lib/contract/sandbox";
import { rotateJuniperSecret } from "@/lib/domain/sandbox-control/sandbox-control";
import { route } from "@/lib/http/route";

export const POST = route(sandbox.rotateJuniperSecret, ({ permit, body }) =>
  rotateJuniperSecret(permit, body),
);

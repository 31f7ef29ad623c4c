import type { Answer } from "../kit/answer";
import type { VendorRequest } from "../kit/vendor-server";
import type { JuniperContext } from "./context";
import { gatewayAnswer, isAuthenticated, rateRefusal } from "./gateway";
import { entitlementOperations } from "./routes/entitlements";
import { licenseOperations } from "./routes/licenses";
import { revocationOperations } from "./routes/revocations";
import { answerTokenCall } from "./routes/token";
import { voucherOperations } from "./routes/vouchers";
import { answerOperation } from "./service";
import { BASE_PATH, operationPaths, TOKEN_PATH } from "./wire";

const operations = new Map(
  [...entitlementOperations, ...licenseOperations, ...voucherOperations, ...revocationOperations].map(
    (operation) => [`${BASE_PATH}${operationPaths[operation.name]}`, operation],
  ),
);

/**
 * In the order of the seed: who calls, then the rate, then everything else. So a call with a wrong business identifier,
 * or to a path that does not exist, counts towards the rate; one with a bad token does not.
 */
export async function dispatch(context: JuniperContext, request: VendorRequest): Promise<Answer> {
  if (request.path === TOKEN_PATH) return answerTokenCall(context, request);
  if (!(await isAuthenticated(context, request))) {
    return gatewayAnswer(context, request, 401, "Unauthorized application request");
  }
  const refusal = rateRefusal(context, request);
  if (refusal !== null) return refusal;
  const operation = operations.get(request.path);
  if (operation === undefined) return gatewayAnswer(context, request, 404, "Resource not found");
  if (request.method !== "POST") return gatewayAnswer(context, request, 405, "Method not allowed");
  return await answerOperation(context, operation, request);
}

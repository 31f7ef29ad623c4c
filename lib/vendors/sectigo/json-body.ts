import { jsonBody, type RequestBody } from "../http/request-body";

/** JSON as Sectigo's own clients declare it. */
export function sectigoJson(value: unknown): RequestBody {
  return jsonBody(value, "application/json;charset=UTF-8");
}

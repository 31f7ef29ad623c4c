import { refuse } from "../faults";
import type { JuniperState } from "../state";

const STRICT_DATE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const LONGEST_TRANSACTION_ID = 32;

/** How far the two clocks are apart is nobody's business here: no tolerance is documented. */
export function checkRequestDate({ requestDateTime }: Record<string, unknown>, strict: boolean): void {
  if (requestDateTime === undefined || requestDateTime === "") refuse("902");
  if (typeof requestDateTime !== "string") refuse("903");
  if (Number.isNaN(Date.parse(requestDateTime))) refuse("903");
  if (strict && !STRICT_DATE.test(requestDateTime)) refuse("903", "UTC with milliseconds and Z is expected");
}

/** Each attempt needs an id of its own; it is used up from here on, whatever becomes of the call. */
export function checkTransactionId(state: JuniperState, { transactionId }: Record<string, unknown>): void {
  if (transactionId === undefined || transactionId === "") refuse("908");
  if (typeof transactionId !== "string" || !/^[a-z0-9]+$/i.test(transactionId)) refuse("986");
  if (transactionId.length > LONGEST_TRANSACTION_ID) refuse("999", "transactionId");
  if (state.transactionIds.has(transactionId)) refuse("955");
  state.transactionIds.add(transactionId);
}

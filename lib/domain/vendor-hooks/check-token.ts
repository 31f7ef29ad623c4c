import "server-only";
import type { HookType } from "@/lib/contract/vendor-hooks";
import { processWide } from "@/lib/vendors/http/process-wide";
import { type ReceiverRow, readReceivers, takenHashes } from "./receivers";
import { isTaken } from "./tokens";

type Rows = ReadonlyMap<string, ReceiverRow>;

/**
 * Reads of the tokens, one at a time: whoever comes during one shares the next. So a flood of calls costs no more
 * connections to the database than one call, and nobody is judged by tokens from before they came.
 */
const reads = processWide("hookTokenReads", () => ({
  running: undefined as Promise<Rows> | undefined,
  next: undefined as Promise<Rows> | undefined,
}));

/** Whether a call carries a token of this receiver. @throws when the tokens cannot be read */
export async function carriesToken(type: HookType, authorization: string | null): Promise<boolean> {
  const rows = await readTogether();
  return isTaken(authorization ?? "", takenHashes(rows.get(type)));
}

function readTogether(): Promise<Rows> {
  reads.next ??= afterRunning().then(() => {
    reads.next = undefined;
    const reading = readReceivers();
    reads.running = reading;
    return reading;
  });
  return reads.next;
}

async function afterRunning(): Promise<void> {
  // Its failure is told to those who wait for it.
  await reads.running?.catch(() => {});
}

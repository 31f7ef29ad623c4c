import "server-only";
import { processWide } from "@/lib/vendors/http/process-wide";
import { VendorError } from "@/lib/vendors/http/vendor-error";
import { type Answer, isTrouble, type Known } from "./last-answers";
import {
  type Ask,
  askForAll,
  knownToAll,
  type ReadStored,
  type SharedQuestion,
  sharedKey,
} from "./shared-answers";
import { noteFailure, noteSuccess, restingBecause } from "./vendor-rest";

/** Somebody who wants an answer asked for anew has not seen one yet that is younger than this. */
const anewForMs = 15_000;

const running = processWide("sharedAnswersRunning", () => new Map<string, Promise<unknown>>());

/**
 * Answers from what all processes share, and asks the vendor only where that is not fresh: askers of the same thing at
 * the same time cost one call. While the vendor is in trouble, or the calls of the hour are used up, what was answered
 * before is given, however old, with the reason; after a failure the vendor is left alone for a while.
 * @param options.anew somebody wants to see it asked for
 * @throws VendorError when there is nothing to fall back on, or the vendor said a clear no
 */
export async function answerForAll<Value>(
  question: SharedQuestion<Value>,
  { requestId }: { requestId: string },
  ask: Ask<Value>,
  readStored: ReadStored<Value>,
  { anew = false }: { anew?: boolean } = {},
): Promise<Answer<Value>> {
  const asked = anew ? { ...question, freshForMs: anewForMs } : question;
  const known = await knownToAll(asked, readStored);
  if (known?.isFresh) return answerOf(known);
  try {
    return await askTogether(asked, ask, readStored, anew);
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    const told = error.forRequest(requestId);
    const last = isTrouble(error) ? await knownToAll(question, readStored) : undefined;
    if (last === undefined) throw told;
    return { ...answerOf(last), staleBecause: told };
  }
}

const answerOf = <Value>({ value, answeredAt }: Omit<Known<Value>, "isFresh">): Answer<Value> => ({
  value,
  answeredAt,
});

/** One of this process asks at a time; whoever waited looks whether the answer will do for him as well. */
async function askTogether<Value>(
  question: SharedQuestion<Value>,
  ask: Ask<Value>,
  readStored: ReadStored<Value>,
  anew: boolean,
): Promise<Answer<Value>> {
  const key = sharedKey(question);
  for (;;) {
    const failed = restingBecause(key, anew ? anewForMs : undefined);
    if (failed !== undefined) throw failed;
    const other = running.get(key);
    if (other === undefined) break;
    await other.catch(() => {});
    const known = await knownToAll(question, readStored);
    if (known?.isFresh) return answerOf(known);
  }
  let wentOn = false;
  const askNoting: Ask<Value> = (goingOn) =>
    ask(async () => {
      wentOn = true;
      await goingOn();
    });
  const asking = askForAll(question, askNoting, readStored).finally(() => running.delete(key));
  running.set(key, asking);
  try {
    const answer = answerOf(await asking);
    noteSuccess(key);
    return answer;
  } catch (error) {
    if (error instanceof VendorError) noteFailure(key, error, wentOn);
    throw error;
  }
}

import "server-only";
import { listen } from "@/lib/domain/events/hub";
import { forgetFreshAnswers } from "./last-answers";

/** What tells of a change at a vendor that this process has not made, and resync, after which anything may have. */
const changes: ReadonlySet<string> = new Set(["batch", "deviceEvent", "resync"]);

/**
 * Has this process share no answer from before a change that its open pages are told of: they ask at that moment, and
 * would be shown what was so a few seconds ago. @returns what ends it
 */
export function forgetAnswersOnEvents(): () => void {
  return listen(({ type }) => {
    if (changes.has(type)) forgetFreshAnswers();
  });
}

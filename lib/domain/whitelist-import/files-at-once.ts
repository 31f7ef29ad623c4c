import "server-only";
import { Refusal } from "@/lib/contract/problem";
import { processWide } from "@/lib/vendors/http/process-wide";
import { filesAtOnceMax } from "./limits";

/** How many files this process reads just now, over all copies of this module that the bundler makes. */
const reading = () => processWide("filesOfTargets", () => ({ count: 0 }));

/** Reads a file unless too many are being read already. @throws Refusal `throttled` */
export async function* oneOfFew<Page>(
  read: () => AsyncIterable<Page>,
): AsyncGenerator<Page, void, undefined> {
  const files = reading();
  if (files.count >= filesAtOnceMax) {
    throw new Refusal("throttled", {
      detail: "Other files are being read right now.",
      next: "Try again in a minute.",
      retryAfterSeconds: 30,
    });
  }
  files.count += 1;
  try {
    yield* read();
  } finally {
    files.count -= 1;
  }
}

import type { JobKindName } from "@/lib/contract/job-kinds";
import type { AnyJobKind, JobKinds } from "./kind";

/** @throws when this process does not know the kind: it is older or newer than the one that made the job */
export function kindOf(kinds: JobKinds, name: string): AnyJobKind {
  const kind = kinds[name as JobKindName];
  if (kind === undefined) throw new Error(`This process does not know jobs of the kind ${name}.`);
  return kind;
}

/** How many drivers a job of this kind may have at once. */
export function lanesOf(kind: AnyJobKind): number {
  return kind.makes === "file" ? 1 : kind.callsAtOnce;
}

import type { z } from "zod";
import type { importState } from "@/lib/contract/whitelist";

export type ImportState = z.output<typeof importState>;

/** What is known about an import: which loop drives it, and how its rows stand. */
export interface ImportFacts {
  /** How often sending was started. */
  run: number;
  /** Whether a loop has it, living or dead. */
  driven: boolean;
  /** Whether that loop showed itself lately. */
  live: boolean;
  goodRows: number;
  acceptedRows: number;
  /** Rows whose answer was lost, or would have gone to a loop that has died meanwhile. */
  unknownRows: number;
}

/** The state that people see. Nothing has to be cleared up after a process that was killed. */
export function stateOf({ run, live, goodRows, acceptedRows, unknownRows }: ImportFacts): ImportState {
  if (run === 0) return "checked";
  if (live) return "sending";
  if (acceptedRows === goodRows) return "done";
  return unknownRows > 0 ? "unknown" : "stopped";
}

/** Whether the loop that had it died without a word. */
export function isAbandoned(facts: ImportFacts): boolean {
  return facts.driven && !facts.live && stateOf(facts) !== "done";
}

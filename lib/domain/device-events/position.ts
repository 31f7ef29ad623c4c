import { Refusal } from "@/lib/contract/problem";

/** Where an event stands in the list: newest first, of one moment those that hooks brought first, then by id. */
export interface Position {
  atMs: number;
  source: "hook" | "vendor";
  id: string;
}

/** Below 0 when `left` stands before `right`. */
export function compare(left: Position, right: Position): number {
  if (left.atMs !== right.atMs) return right.atMs - left.atMs;
  if (left.source !== right.source) return left.source === "hook" ? -1 : 1;
  if (left.id === right.id) return 0;
  return left.id > right.id ? -1 : 1;
}

/** Behind everything of a moment and after. */
export const behind = (atMs: number): Position => ({ atMs, source: "vendor", id: "" });

const form = /^(-?\d{1,15})\.([hv])\.([a-z_0-9]{0,64})$/;

/** A position as it travels: nobody but this module reads it. */
export function cursorOf({ atMs, source, id }: Position): string {
  return Buffer.from(`${atMs}.${source === "hook" ? "h" : "v"}.${id}`).toString("base64url");
}

/** @throws Refusal `invalid_input` for what is no cursor of ours */
export function positionOf(cursor: string): Position {
  const [, at, source, id] = form.exec(Buffer.from(cursor, "base64url").toString("latin1")) ?? [];
  const atMs = Number(at);
  if (id === undefined || Number.isNaN(new Date(atMs).getTime())) {
    throw new Refusal("invalid_input", {
      detail: "This cursor is not one that a list of events has given out.",
      next: "Ask for the first page again, without a cursor.",
      errors: [{ path: "cursor", message: "This is no cursor of this list." }],
    });
  }
  return { atMs, source: source === "h" ? "hook" : "vendor", id };
}

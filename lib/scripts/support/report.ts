import { styleText } from "node:util";

/** Says what a program is doing, for the person in front of it. */
export interface Report {
  /** Before something that takes a while. */
  doing(what: string): void;
  /** After it. */
  done(what: string): void;
}

/** Lines for a terminal, each with the seconds it took if they were many. */
export function terminalReport(): Report {
  let since = Date.now();
  return {
    doing(what) {
      since = Date.now();
      console.log(`  ${styleText("dim", "·")} ${what} …`);
    },
    done(what) {
      const seconds = (Date.now() - since) / 1000;
      const took = seconds >= 1 ? styleText("dim", ` (${seconds.toFixed(0)} s)`) : "";
      console.log(`  ${styleText("green", "✓")} ${what}${took}`);
      since = Date.now();
    },
  };
}

/** A table with its columns as wide as needed. */
export function table(rows: readonly (readonly string[])[]): string {
  const width = (column: number) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0));
  return rows
    .map((cells) => `  ${cells.map((cell, column) => cell.padEnd(width(column))).join("   ")}`.trimEnd())
    .join("\n");
}

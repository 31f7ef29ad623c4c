import { deviceSerial } from "@/lib/contract/entitlements";
import type { RowPages } from "@/lib/domain/jobs/kind";
import { readTargetFile, type TargetsOfLines } from "./target-file";

/** Reads a file of devices: one serial number a line. @throws as `readTargetFile` */
export function readSerialFile(file: AsyncIterable<Uint8Array>): RowPages {
  return readTargetFile(file, new SerialNumbers());
}

class SerialNumbers implements TargetsOfLines {
  readonly name = "serial number";
  readonly #seen = new Set<string>();

  /** What columns of serial numbers are called; nothing else, as a serial number may be of letters alone. */
  isName(field: string): boolean {
    return /^(?:(?:device|chassis)[ _-]?)?(?:serial(?:[ _-]?(?:numbers?|no\.?|nr\.?))?|s\/?n)$/i.test(field);
  }

  read(field: string): { id: string } | { wrong: string } {
    const { data, error } = deviceSerial.safeParse(field);
    if (data !== undefined) return { id: data };
    return {
      wrong: /^\d(?:\.\d+)?E\+\d+$/i.test(field) ? changedByASpreadsheet : (error?.issues[0]?.message ?? ""),
    };
  }

  isNew(id: string): boolean {
    const before = this.#seen.size;
    return this.#seen.add(id).size > before;
  }
}

const changedByASpreadsheet =
  "A spreadsheet has taken this for a number and changed it. Format the column as text before it is saved.";

import type { WhitelistAction, WhitelistRow } from "@/lib/vendors/ublox/whitelist";

/** A row of a chunk: what is sent, and the line of the file that it comes from. */
export interface ChunkRow extends WhitelistRow {
  line: number;
}

/** Longest row as it is stored: a line number of 10 digits, 16 digits of the UID, DELETE, two spaces, LF. */
const rowBytesMax = 35;

const hexDigits = Buffer.from("0123456789abcdef");
const endOfAdd = Buffer.from(" ADD\n");
const endOfDelete = Buffer.from(" DELETE\n");

/** A chunk as it is stored. */
export interface StoredRows {
  rowCount: number;
  /** How many of them add; the others remove. */
  adds: number;
  /** One row per line: `12 0002000089280087 ADD`. */
  rows: string;
}

/**
 * Collects rows in the form they are stored in. As bytes and without an object per row: those of a whole chunk would
 * outlive several collections of garbage, and make the memory of the process grow.
 */
export class ChunkWriter {
  readonly #bytes: Buffer;
  #length = 0;
  #rowCount = 0;
  #adds = 0;

  constructor(rowsMax: number) {
    this.#bytes = Buffer.alloc(rowsMax * rowBytesMax);
  }

  get rowCount(): number {
    return this.#rowCount;
  }

  /** `high` and `low` are the halves of the UID. */
  add(line: number, high: number, low: number, action: WhitelistAction): void {
    this.#length += this.#bytes.write(`${line} `, this.#length, "latin1");
    this.#writeHalf(high);
    this.#writeHalf(low);
    this.#length += (action === "ADD" ? endOfAdd : endOfDelete).copy(this.#bytes, this.#length);
    this.#rowCount += 1;
    if (action === "ADD") this.#adds += 1;
  }

  /** Eight digits of a UID. */
  #writeHalf(half: number): void {
    for (let shift = 28; shift >= 0; shift -= 4) {
      this.#bytes[this.#length++] = hexDigits[(half >>> shift) & 0xf] ?? 0;
    }
  }

  /** What was collected; the writer is empty afterwards. */
  take(): StoredRows {
    const rows = this.#bytes.toString("latin1", 0, this.#length);
    const taken = { rowCount: this.#rowCount, adds: this.#adds, rows };
    this.#length = 0;
    this.#rowCount = 0;
    this.#adds = 0;
    return taken;
  }
}

/** @throws when the text is not what `ChunkWriter` makes */
export function readChunkRows(text: string): ChunkRow[] {
  return text
    .split("\n")
    .slice(0, -1)
    .map((row) => {
      const [line, rotPublicUid, action] = row.split(" ");
      if (rotPublicUid === undefined || (action !== "ADD" && action !== "DELETE")) {
        throw new Error("A stored chunk of a whitelist import is damaged.");
      }
      return { line: Number(line), rotPublicUid, action };
    });
}

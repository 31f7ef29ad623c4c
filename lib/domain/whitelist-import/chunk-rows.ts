import type { WhitelistRow } from "@/lib/vendors/ublox/whitelist";
import type { NumberedRow } from "./ledger";

/** A row of a chunk: what is sent, and the line of the file that it comes from. */
export interface ChunkRow extends WhitelistRow {
  line: number;
}

/** Longest row as it is stored: a line number of 10 digits, 16 digits of the UID, DELETE, two spaces, LF. */
const rowBytesMax = 35;

const hexDigits = Buffer.from("0123456789abcdef");
const endOfAdd = Buffer.from(" ADD\n");
const endOfDelete = Buffer.from(" DELETE\n");

/**
 * Collects rows in the form they are stored in, one per line: `12 0002000089280087 ADD`. As bytes, because ten thousand
 * rows kept as objects until the chunk is full make the memory of the whole process grow.
 */
export class ChunkWriter {
  readonly #bytes: Buffer;
  #length = 0;
  #rowCount = 0;

  constructor(rowsMax: number) {
    this.#bytes = Buffer.alloc(rowsMax * rowBytesMax);
  }

  get rowCount(): number {
    return this.#rowCount;
  }

  add({ line, uid, action }: NumberedRow): void {
    this.#length += this.#bytes.write(`${line} `, this.#length, "latin1");
    this.#writeHalf(uid.high);
    this.#writeHalf(uid.low);
    this.#length += (action === "ADD" ? endOfAdd : endOfDelete).copy(this.#bytes, this.#length);
    this.#rowCount += 1;
  }

  /** Eight digits of a UID. */
  #writeHalf(half: number): void {
    for (let shift = 28; shift >= 0; shift -= 4) {
      this.#bytes[this.#length++] = hexDigits[(half >>> shift) & 0xf] ?? 0;
    }
  }

  /** What was collected; the writer is empty afterwards. */
  take(): { rowCount: number; rows: string } {
    const taken = { rowCount: this.#rowCount, rows: this.#bytes.toString("latin1", 0, this.#length) };
    this.#length = 0;
    this.#rowCount = 0;
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

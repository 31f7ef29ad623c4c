import type { WhitelistRow } from "@/lib/vendors/ublox/whitelist";
import type { NumberedRow } from "./ledger";
import { uidText } from "./row";

/** A row of a chunk: what is sent, and the line of the file that it comes from. */
export interface ChunkRow extends WhitelistRow {
  line: number;
}

/** Rows as they are stored, one per line: `12 0002000089280087 ADD`. */
export function writeChunkRows(rows: readonly NumberedRow[]): string {
  let text = "";
  for (const { line, uid, action } of rows) text += `${line} ${uidText(uid)} ${action}\n`;
  return text;
}

/** @throws when the text is not what `writeChunkRows` makes */
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

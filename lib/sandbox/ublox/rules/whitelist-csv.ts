const HEADER = "Id,Type,Action";
const row = /^([0-9a-f]{16}),ROTPublicUID,(ADD|DELETE)$/;

export interface WhitelistChange {
  rotPublicUid: string;
  action: "ADD" | "DELETE";
}

/**
 * Reads the octet-stream form of /device/whitelist/add [seed]: the header row in this order, then
 * rows such as `0002000089280087,ROTPublicUID,ADD`. Bare fields, LF only, no byte order mark.
 * @returns null when anything at all is wrong: the vendor takes a file whole or not.
 */
export function readWhitelistCsv(file: Buffer): WhitelistChange[] | null {
  // Latin-1 keeps each byte a character, so a byte order mark or UTF-16 fails the header.
  const lines = file.toString("latin1").split("\n");
  if (lines.at(-1) === "") lines.pop();
  const [header, ...rows] = lines;
  if (header !== HEADER || rows.length === 0) return null;
  const changes: WhitelistChange[] = [];
  for (const line of rows) {
    const [, rotPublicUid, action] = row.exec(line) ?? [];
    if (rotPublicUid === undefined || (action !== "ADD" && action !== "DELETE")) return null;
    changes.push({ rotPublicUid, action });
  }
  return changes;
}

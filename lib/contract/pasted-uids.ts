import { rotPublicUid } from "./identifiers";
import { fileRowsMax, listedTargetsMax } from "./job-kinds";

const number = (value: number) => value.toLocaleString("en-US");

/** Pasted lines as RoT UIDs, each once, or what is wrong with the first that is none. At least one line. */
export function uidsOfLines(lines: readonly string[]): { ids: string[] } | { message: string } {
  if (lines.length > listedTargetsMax) {
    return {
      message: `At most ${number(listedTargetsMax)} can be pasted; these are ${number(lines.length)}. A file holds up to ${number(fileRowsMax)}.`,
    };
  }
  const ids = new Set<string>();
  for (const [index, line] of lines.entries()) {
    const uid = rotPublicUid.safeParse(line);
    if (!uid.success) {
      return {
        message: `Line ${number(index + 1)}, “${line.slice(0, 40)}”, is not a RoT UID: 16 hexadecimal digits, leading zeros included.`,
      };
    }
    ids.add(uid.data);
  }
  return { ids: [...ids] };
}

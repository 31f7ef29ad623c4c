import { z } from "zod";
import { splitPasted } from "@/components/patterns/pasted-lines";
import { imei, rotPublicUid } from "@/lib/contract/identifiers";
import { listedTargetsMax } from "@/lib/contract/job-kinds";

/** One entry as the API takes it for a single change: RoT UIDs and IMEIs apart. */
export function bodyOf(id: string) {
  return imei.safeParse(id).success ? { imeis: [id] } : { rotPublicUids: [id] };
}

/** Fifteen digits are meant as an IMEI, everything else as a RoT UID. */
function readId(line: string) {
  return (/^\d{15}$/.test(line) ? imei : rotPublicUid).safeParse(line);
}

/** Pasted RoT UIDs and IMEIs, each checked and taken once; the first line at fault is named with what is wrong about it. */
export const pastedIds = z.string().transform((pasted, context) => {
  const ids = new Set<string>();
  const refuse = (message: string) => {
    context.addIssue({ code: "custom", message });
    return z.NEVER;
  };
  for (const [index, line] of splitPasted(pasted).entries()) {
    const read = readId(line);
    if (!read.success) {
      const why = read.error.issues[0]?.message ?? "It cannot be read.";
      return refuse(`Line ${index + 1}, “${line.slice(0, 40)}”: ${why}`);
    }
    ids.add(read.data);
  }
  if (ids.size === 0) return refuse("Enter at least one RoT UID or IMEI.");
  if (ids.size > listedTargetsMax) {
    return refuse(`At most ${listedTargetsMax.toLocaleString("en-US")} at once; use a file for more.`);
  }
  return [...ids];
});

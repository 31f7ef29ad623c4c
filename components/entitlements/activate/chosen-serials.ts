import { z } from "zod";
import { splitPasted } from "@/components/patterns/pasted-lines";
import { deviceSerial } from "@/lib/contract/entitlements";
import { fileRowsMax, listedTargetsMax } from "@/lib/contract/job-kinds";

export const serialSources = ["pasted", "file"] as const;
export type SerialSource = (typeof serialSources)[number];

/** For one device a license is activated after a question; for more, and those nobody has counted yet, there is a plan. */
export type ChosenSerials = { quantity: number } & (
  | { at: "once"; serialNumber: string }
  | { at: "plan"; targets: { from: "list"; ids: string[] } }
  | { at: "plan"; targets: { from: "file"; fileName: string }; file: File }
);

/** What the form holds, of which only the part that `from` names counts. */
const form = z.object({
  from: z.enum(serialSources),
  pasted: z.string(),
  file: z.instanceof(File).nullable(),
  /** Taken by each device. */
  quantity: z
    .number({ error: "Say how many each device takes." })
    .int("A whole number.")
    .min(1, "At least 1.")
    .max(1_000_000, "At most 1,000,000."),
});
type Form = z.output<typeof form>;

export const nothingChosen: Form = { from: "pasted", pasted: "", file: null, quantity: 1 };

const number = (count: number) => count.toLocaleString("en-US");

/** Pasted lines as serial numbers, each once, or what is wrong with the first that is none. */
export function serialsOfLines(lines: readonly string[]): { ids: string[] } | { message: string } {
  if (lines.length === 0) return { message: "Paste at least one line." };
  if (lines.length > listedTargetsMax) {
    return {
      message: `At most ${number(listedTargetsMax)} can be pasted; these are ${number(lines.length)}. A file holds up to ${number(fileRowsMax)}.`,
    };
  }
  const ids = new Set<string>();
  for (const [index, line] of lines.entries()) {
    const serial = deviceSerial.safeParse(line);
    if (!serial.success) {
      return {
        message: `Line ${number(index + 1)}, “${line.slice(0, 40)}”, is not a serial number: 4 to 64 letters, digits and dashes.`,
      };
    }
    ids.add(serial.data);
  }
  return { ids: [...ids] };
}

type Fault = { path: "pasted" | "file"; message: string };

function read({ from, pasted, file, quantity }: Form): ChosenSerials | Fault {
  if (from === "file") {
    if (file === null) return { path: "file", message: "Choose a file." };
    return { at: "plan", quantity, targets: { from: "file", fileName: file.name }, file };
  }
  const serials = serialsOfLines(splitPasted(pasted));
  if ("message" in serials) return { path: "pasted", message: serials.message };
  const [serialNumber, ...more] = serials.ids;
  return serialNumber !== undefined && more.length === 0
    ? { at: "once", quantity, serialNumber }
    : { at: "plan", quantity, targets: { from: "list", ids: serials.ids } };
}

/** The form as targets; the first thing at fault is named where it stands. */
export const chosenSerials = form.transform((values, context): ChosenSerials => {
  const result = read(values);
  if ("at" in result) return result;
  context.addIssue({ code: "custom", path: [result.path], message: result.message });
  return z.NEVER;
});

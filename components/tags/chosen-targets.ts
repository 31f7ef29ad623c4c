import { z } from "zod";
import { splitPasted } from "@/components/patterns/pasted-lines";
import { uidsOfLines } from "@/lib/contract/pasted-uids";

/** Ways to say what a tag is assigned to, or removed from. */
export const targetSources = ["pasted", "file", "tag", "deviceProfiles"] as const;
export type TargetSource = (typeof targetSources)[number];

interface OneTarget {
  rotPublicUids: string[];
  deviceProfileUids: string[];
}

/** One target is acted on at once; more, and those nobody has counted yet, become a plan. */
export type ChosenTargets =
  | { at: "once"; target: OneTarget }
  | { at: "plan"; targets: { from: "list" | "deviceProfiles"; ids: string[] } }
  | { at: "plan"; targets: { from: "devices"; question: { tag: string } } }
  | { at: "plan"; targets: { from: "file"; fileName: string }; file: File };

/** What the form holds, of which only the part that `from` names counts. */
const form = z.object({
  from: z.enum(targetSources),
  pasted: z.string(),
  file: z.instanceof(File).nullable(),
  tag: z.string().nullable(),
  deviceProfileUids: z.array(z.string()),
});
type Form = z.output<typeof form>;

export const nothingChosen: Form = {
  from: "pasted",
  pasted: "",
  file: null,
  tag: null,
  deviceProfileUids: [],
};

type Read = ChosenTargets | { path: keyof Form; message: string };

function pastedDevices(pasted: string): Read {
  const lines = splitPasted(pasted);
  const wrong = (message: string) => ({ path: "pasted" as const, message });
  if (lines.length === 0) return wrong("Paste at least one line.");
  const read = uidsOfLines(lines);
  if ("message" in read) return wrong(read.message);
  const rotPublicUids = read.ids;
  return rotPublicUids.length === 1
    ? { at: "once", target: { rotPublicUids, deviceProfileUids: [] } }
    : { at: "plan", targets: { from: "list", ids: rotPublicUids } };
}

function chosenProfiles(deviceProfileUids: string[]): Read {
  if (deviceProfileUids.length === 0) {
    return { path: "deviceProfileUids", message: "Choose at least one device profile." };
  }
  return deviceProfileUids.length === 1
    ? { at: "once", target: { rotPublicUids: [], deviceProfileUids } }
    : { at: "plan", targets: { from: "deviceProfiles", ids: deviceProfileUids } };
}

function read({ from, pasted, file, tag, deviceProfileUids }: Form): Read {
  switch (from) {
    case "pasted":
      return pastedDevices(pasted);
    case "file":
      return file === null
        ? { path: "file", message: "Choose a file." }
        : { at: "plan", targets: { from: "file", fileName: file.name }, file };
    case "tag":
      return tag === null
        ? { path: "tag", message: "Choose the tag that the devices carry." }
        : { at: "plan", targets: { from: "devices", question: { tag } } };
    case "deviceProfiles":
      return chosenProfiles(deviceProfileUids);
  }
}

/** The form as targets; the first thing at fault is named where it stands. */
export const chosenTargets = form.transform((values, context): ChosenTargets => {
  const result = read(values);
  if ("at" in result) return result;
  context.addIssue({ code: "custom", path: [result.path], message: result.message });
  return z.NEVER;
});

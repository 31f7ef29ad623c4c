import { z } from "zod";
import { splitPasted } from "@/components/patterns/pasted-lines";
import { uidsOfLines } from "@/lib/contract/pasted-uids";

/** Ways to say whose keys are rotated. */
export const targetSources = ["pasted", "file", "tag"] as const;
export type TargetSource = (typeof targetSources)[number];

/** One device is acted on at once; more, and those nobody has counted yet, become a plan. */
export type RotationTargets =
  | { at: "once"; rotPublicUid: string }
  | { at: "plan"; targets: { from: "list"; ids: string[] } }
  | { at: "plan"; targets: { from: "devices"; question: { tag: string } } }
  | { at: "plan"; targets: { from: "file"; fileName: string }; file: File };

/** What the form holds, of which only the part that `from` names counts. */
const form = z.object({
  from: z.enum(targetSources),
  pasted: z.string(),
  file: z.instanceof(File).nullable(),
  tag: z.string().nullable(),
});
export type TargetForm = z.output<typeof form>;

export const noTargets: TargetForm = { from: "pasted", pasted: "", file: null, tag: null };

type Read = RotationTargets | { path: keyof TargetForm; message: string };

function pastedDevices(pasted: string): Read {
  const lines = splitPasted(pasted);
  const wrong = (message: string) => ({ path: "pasted" as const, message });
  if (lines.length === 0) return wrong("Paste at least one RoT UID.");
  const read = uidsOfLines(lines);
  if ("message" in read) return wrong(read.message);
  const [only = "", ...others] = read.ids;
  return others.length === 0
    ? { at: "once", rotPublicUid: only }
    : { at: "plan", targets: { from: "list", ids: [only, ...others] } };
}

function read({ from, pasted, file, tag }: TargetForm): Read {
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
  }
}

/** The form as targets; the first thing at fault is named where it stands. */
export const rotationTargets = form.transform((values, context): RotationTargets => {
  const result = read(values);
  if ("at" in result) return result;
  context.addIssue({ code: "custom", path: [result.path], message: result.message });
  return z.NEVER;
});

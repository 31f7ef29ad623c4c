import { z } from "zod";
import type { PlanInput } from "@/components/jobs/plan/use-making";
import { splitPasted } from "@/components/patterns/pasted-lines";
import { deviceFilter } from "@/lib/contract/devices";
import { uidsOfLines } from "@/lib/contract/pasted-uids";
import { noSettings } from "@/lib/domain/provisioning/settings";
import { changesAgainst, inputOf, settingsFields } from "./settings-form";

/** Ways to say which devices. "list" is the whole device list, or its whitelisted or blacklisted part. */
const source = z.enum(["pasted", "file", "tag", "deviceProfile", "list"]);
export type TargetSource = z.output<typeof source>;

/** What the form holds; of the ways to name devices only the one that `from` names counts. */
const form = z.object({
  act: z.enum(["set", "delete"]),
  from: source,
  pasted: z.string(),
  file: z.instanceof(File).nullable(),
  tag: z.string().nullable(),
  deviceProfileUid: z.string().nullable(),
  filter: deviceFilter,
  ...settingsFields.shape,
});
export type ProvisionInput = z.input<typeof form>;

/** The address of the page, made by other pages: of several ways to name devices the first one here counts. */
const address = z.object({
  act: z.enum(["set", "delete"]).catch("set"),
  uids: z.string().min(1).optional().catch(undefined),
  tag: z.string().min(1).max(255).optional().catch(undefined),
  deviceProfileUid: z.string().min(1).max(255).optional().catch(undefined),
  filter: deviceFilter.optional().catch(undefined),
});

/** The form as an address opens it: `?tag=downtown`, `?deviceProfileUid=…`, `?uids=a,b`, `?filter=ALL`, `&act=delete`. */
export function inputFrom(search: unknown): ProvisionInput {
  const { act, uids, tag = null, deviceProfileUid = null, filter } = address.parse(search);
  const ways: [TargetSource, unknown][] = [
    ["pasted", uids],
    ["tag", tag],
    ["deviceProfile", deviceProfileUid],
    ["list", filter],
  ];
  return {
    act,
    from: ways.find(([, given]) => given !== undefined && given !== null)?.[0] ?? "pasted",
    pasted: splitPasted(uids ?? "").join("\n"),
    file: null,
    tag,
    deviceProfileUid,
    filter: filter ?? "ALL",
    ...inputOf(noSettings),
  };
}

type Targets = Extract<PlanInput, { kind: "provisioning.set" }>["targets"];
type Chosen = { targets: Targets; file?: File } | { path: keyof ProvisionInput; message: string };

function pastedDevices(pasted: string): Chosen {
  const lines = splitPasted(pasted);
  const wrong = (message: string) => ({ path: "pasted" as const, message });
  if (lines.length === 0) return wrong("Paste at least one line.");
  const read = uidsOfLines(lines);
  if ("message" in read) return wrong(read.message);
  return { targets: { from: "list", ids: read.ids } };
}

function chosen(input: ProvisionInput): Chosen {
  const { from, pasted, file, tag, deviceProfileUid, filter } = input;
  switch (from) {
    case "pasted":
      return pastedDevices(pasted);
    case "file":
      return file === null
        ? { path: "file", message: "Choose a file." }
        : { targets: { from: "file", fileName: file.name }, file };
    case "tag":
      return tag === null
        ? { path: "tag", message: "Choose the tag that the devices carry." }
        : { targets: { from: "devices", question: { tag } } };
    case "deviceProfile":
      return deviceProfileUid === null
        ? { path: "deviceProfileUid", message: "Choose a device profile." }
        : { targets: { from: "devices", question: { deviceProfileUid } } };
    case "list":
      return { targets: { from: "devices", question: filter === "ALL" ? {} : { filter } } };
  }
}

const settingsOfMany = changesAgainst(noSettings);

/** The form as a plan; what is at fault is named where it stands. */
export const provisionPlan = form.transform((input, context): { plan: PlanInput; file?: File } => {
  const picked = chosen(input);
  const settings = input.act === "set" ? settingsOfMany.safeParse(input) : undefined;
  if ("message" in picked) context.addIssue({ code: "custom", path: [picked.path], message: picked.message });
  for (const { path, message } of settings?.error?.issues ?? []) {
    context.addIssue({ code: "custom", path: [...path], message });
  }
  if ("message" in picked || settings?.success === false) return z.NEVER;
  const { targets, file } = picked;
  return settings === undefined
    ? { plan: { kind: "provisioning.delete", input: {}, targets }, file }
    : { plan: { kind: "provisioning.set", input: { settings: settings.data }, targets }, file };
});

/** The question to the device list behind the chosen devices, where there is one, to tell how many they are. */
export function questionOf(input: ProvisionInput) {
  const picked = chosen(input);
  return "targets" in picked && picked.targets.from === "devices" ? picked.targets.question : undefined;
}

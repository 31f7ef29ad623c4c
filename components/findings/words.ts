import type { StatusKind } from "@/components/ui/status-icon";
import type { Finding } from "@/lib/contract/findings";

export const kindWords: Record<Finding["kind"], string> = { clone: "Cloned", suspicious: "Suspicious" };

export const statusLooks: Record<Finding["status"], { kind: StatusKind; word: string; means: string }> = {
  open: { kind: "attention", word: "Open", means: "Nobody has looked at it yet." },
  acknowledged: { kind: "waiting", word: "Acknowledged", means: "Somebody is looking into it." },
  resolved: {
    kind: "ok",
    word: "Resolved",
    means: "The cause is gone. It opens again by itself when u-blox reports it anew.",
  },
};

/** Why a device was reported, for people who do not know the vendor's words. */
export interface Reason {
  /** For lists. */
  short: string;
  meaning: string;
  /** What to do about it, in order. */
  toDo: readonly string[];
}

const compare =
  "Compare the devices under “Related devices”: where and when each was made, and which of them you have sold.";
const takeOut =
  "Take the one that is not genuine out of service: revoke its certificate, and remove it from the whitelist if it has not bootstrapped yet.";

const clone: Reason = {
  short: "Another device uses its identity",
  meaning: "u-blox saw a second device present itself with this device's identity.",
  toDo: [
    "Trust neither of them until you know which one is genuine: the IMEI below is the one u-blox saw last.",
    "Rotate the end-to-end keys, so that what was copied is of no more use, and revoke the device certificate.",
    "Blacklisting is done in the vendor's portal.",
  ],
};

const reasons: Readonly<Record<string, Reason>> = {
  DUPLICATED_SCL_SERIAL_NUM_SEALED_INFO: {
    short: "SCL serial number sealed twice",
    meaning: "The same SCL context serial number is sealed into more than one root of trust.",
    toDo: [
      "Ask your production which device was sealed with this SCL context first. u-blox does not tell the SCL serial number, so the other devices are those that have this finding, too.",
      "Seal the wrong one again with a number of its own, or take it out of service.",
    ],
  },
  DUPLICATED_DEV_SERIAL_NUM_SEALING: {
    short: "Device serial number sealed twice",
    meaning:
      "The same device serial number is sealed into more than one root of trust. It should belong to one device only.",
    toDo: [
      compare,
      "If your production used the number twice, correct its records, and acknowledge or resolve the finding of each device.",
      `If it did not, one of them is a copy. ${takeOut}`,
    ],
  },
  DUPLICATED_SCL_SERIAL_NUM_PROD_LOG: {
    short: "SCL serial number twice in production logs",
    meaning: "The production logs name the same SCL context serial number for more than one root of trust.",
    toDo: [
      "Check whether a log was delivered twice, or a device was reworked: then it is a mistake of the log.",
      "If both devices exist, handle them as if the number were sealed twice: one of them must not stay in service with it.",
    ],
  },
  DUPLICATED_DEV_SERIAL_NUM_PROD_LOG: {
    short: "Device serial number twice in production logs",
    meaning:
      "The production logs that you gave to u-blox name the same device serial number for more than one root of trust.",
    toDo: [
      "Check whether a log was delivered twice, or a module was replaced in production: then it is a mistake of the log.",
      compare,
      takeOut,
    ],
  },
};

/** A word of the vendor's that is not in its document. */
function unknown(word: string): Reason {
  return {
    short: word,
    meaning: "u-blox gives a reason that its document does not explain.",
    toDo: ["Ask u-blox support what it means, and name the RoT UID."],
  };
}

const unsaid: Reason = {
  short: "No reason given",
  meaning: "u-blox calls this device suspicious and does not say why.",
  toDo: ["Ask u-blox support why, and name the RoT UID."],
};

/** Every reason of a finding, with the vendor's own word where there is one. */
export function reasonsOf(finding: Pick<Finding, "kind" | "reasons">): (Reason & { word: string | null })[] {
  if (finding.kind === "clone") return [{ ...clone, word: null }];
  if (finding.reasons.length === 0) return [{ ...unsaid, word: null }];
  return finding.reasons.map((word) => ({
    ...(Object.hasOwn(reasons, word) ? (reasons[word] ?? unknown(word)) : unknown(word)),
    word,
  }));
}

/** Whether a reason is about numbers that the vendor does not tell. */
export function isAboutSclNumbers({ reasons: words }: Pick<Finding, "reasons">): boolean {
  return words.some((word) => word.includes("_SCL_"));
}

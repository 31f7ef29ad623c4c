import type { StatusKind } from "@/components/ui/status-icon";
import type { License, LicenseState } from "@/lib/contract/licenses";

/** What it is a license for, by what is known of it. */
export function productOf({
  productDescription,
  productSku,
  ssrn,
}: Pick<License, "productDescription" | "productSku" | "ssrn">): string | null {
  return productDescription ?? productSku ?? ssrn;
}

export const number = (count: number): string => count.toLocaleString("en-US");

/** "1 license", "1,204 licenses" */
export const licenseCount = (count: number): string =>
  `${number(count)} ${count === 1 ? "license" : "licenses"}`;

type Stated = Pick<License, "state">;

/** Whether an answer was lost, so that it has to be looked up before anything else. */
export const isInDoubt = ({ state }: Stated): boolean =>
  state === "activation_in_doubt" || state === "release_in_doubt";

export const isReleasable = ({ state }: Stated): boolean => state === "active";

/** Released, and not through this console: it only went from the vendor's listing, or is told as ended there. */
export const wasReleasedElsewhere = ({ state, releasedAt }: Pick<License, "state" | "releasedAt">): boolean =>
  state === "released" && releasedAt === null;

/** Why one license cannot be released; undefined when it can, or when it is not in view. */
export const whyNotReleasable = (license: Stated | undefined): string | undefined =>
  license === undefined || isReleasable(license)
    ? undefined
    : "It is not active: there is nothing to give back.";

/** What is in doubt, and why it comes first. */
export function doubtWords({ state }: Stated): { title: string; detail: string } | undefined {
  if (state === "activation_in_doubt") {
    return {
      title: "The answer to the activation was lost.",
      detail: "Look it up before anything else: a second activation might take a second license.",
    };
  }
  if (state === "release_in_doubt") {
    return {
      title: "The answer to the release was lost.",
      detail: "Look it up before anything else: until then nobody knows whether the quantity came back.",
    };
  }
  return undefined;
}

const foundKinds: Readonly<Record<LicenseState, StatusKind>> = {
  activating: "waiting",
  active: "ok",
  activation_in_doubt: "unknown",
  not_activated: "neutral",
  releasing: "waiting",
  release_in_doubt: "unknown",
  released: "ok",
};

/** How what a look-up found is marked. */
export const foundKind = ({ state }: Stated): StatusKind => foundKinds[state];

/** What came of a release, in a sentence. */
export function returnedWords({ quantityReturned }: Pick<License, "quantityReturned">): string {
  if (quantityReturned === null) return "Juniper does not say how many came back to the entitlement.";
  return `${number(quantityReturned)} came back to the entitlement.`;
}

/** What is kept of it here, in a sentence. */
export function keptWords({ source, hasKey, fileName, state }: License): string {
  if (source === "vendor") {
    return "It was activated elsewhere: its key and file were handed out there and are not here.";
  }
  if (hasKey && fileName !== null) return "Key and file are kept sealed.";
  if (hasKey) return "The key is kept sealed; Juniper gave no file.";
  if (fileName !== null) return "The file is kept sealed; Juniper gave no key.";
  if (state === "activation_in_doubt") return "The answer that would have brought them was lost.";
  return state === "active"
    ? "Neither key nor file is here. Juniper hands them out with the activation only."
    : "There is neither key nor file.";
}

/** Licenses that were given back and may still be installed: nobody but the device knows. */
export function stillToRemove(licenses: readonly License[]): License[] {
  return licenses.filter(({ state }) => state === "released" || state === "release_in_doubt");
}

const acts: Readonly<Record<string, string>> = {
  "licenses.activate": "Activate license",
  "licenses.lookUp": "Look up",
  "licenses.release": "Release license",
  "licenses.reveal": "Reveal license key",
  "licenses.download": "Download license file",
};

/** What an act is called in a license's own history. */
export const actTitle = (action: string): string => acts[action] ?? action;

import { Status } from "@/components/ui/status";
import type { StatusKind } from "@/components/ui/status-icon";
import type { LicenseStanding as Standing } from "@/lib/contract/licenses";

/** How a license on a device stands, in shape and word. */
export const licenseStandingLooks: Readonly<Record<Standing, { kind: StatusKind; word: string }>> = {
  activating: { kind: "waiting", word: "Activating" },
  active: { kind: "ok", word: "Active" },
  activation_in_doubt: { kind: "unknown", word: "Activation in doubt" },
  not_activated: { kind: "neutral", word: "Not activated" },
  releasing: { kind: "waiting", word: "Releasing" },
  release_in_doubt: { kind: "unknown", word: "Release in doubt" },
  released: { kind: "neutral", word: "Released" },
  expiring: { kind: "attention", word: "Expiring" },
  expired: { kind: "failed", word: "Expired" },
};

export function LicenseStanding({ standing, variant }: { standing: Standing; variant?: "plain" | "badge" }) {
  const { kind, word } = licenseStandingLooks[standing];
  return (
    <Status kind={kind} variant={variant}>
      {word}
    </Status>
  );
}

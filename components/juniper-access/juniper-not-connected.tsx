import { NotConnected } from "@/components/patterns/states";
import { ButtonLink } from "@/components/ui/link";
import { vendorLabels } from "@/lib/contract/vendor-labels";
import { juniperPaths } from "./paths";

/** In the place of what needs a connection: what is to be set, and where the way there is written down. */
export function JuniperNotConnected({ variables }: { variables: readonly string[] }) {
  return (
    <NotConnected
      vendor={vendorLabels.juniper}
      variables={variables}
      action={<ButtonLink href={juniperPaths.onboarding}>Open the onboarding checklist</ButtonLink>}
    />
  );
}

import type { RowsKind } from "@/lib/domain/jobs/kind";
import { membership, sendMembership } from "./whitelist-membership";

export const whitelistRemove: RowsKind<"whitelist.remove"> = {
  ...membership,
  kind: "whitelist.remove",
  action: "whitelist.remove",
  title: (_input, targets) => `Remove ${targets} from the whitelist`,
  consequence: () =>
    "Affects only devices that have not bootstrapped. Bootstrapped devices keep their state, and no device is blocked.",
  does: () => "Remove",
  send: (permit, _input, rows) => sendMembership(permit, "DELETE", rows),
};

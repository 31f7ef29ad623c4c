import type { RowsKind } from "@/lib/domain/jobs/kind";
import { membership, sendMembership } from "./whitelist-membership";

export const whitelistAdd: RowsKind<"whitelist.add"> = {
  ...membership,
  kind: "whitelist.add",
  action: "whitelist.add",
  title: (_input, targets) => `Add ${targets} to the whitelist`,
  consequence: () =>
    "Affects only devices that have not bootstrapped: they get their features when they do. Bootstrapped devices " +
    "keep their state, and a blacklisted device is not unblocked.",
  does: () => "Add",
  send: (permit, _input, rows) => sendMembership(permit, "ADD", rows),
};

import type { StatusKind } from "@/components/ui/status-icon";
import type { LicensesAttentionKind } from "@/lib/contract/licenses";

interface Look {
  status: StatusKind;
  one: string;
  many: string;
  /** The list behind the number. */
  href: string;
}

const looks: Readonly<Record<LicensesAttentionKind, Look>> = {
  entitlements_exceeded: {
    status: "failed",
    one: "entitlement is exceeded",
    many: "entitlements are exceeded",
    href: "/entitlements?standing=exceeded",
  },
  activations_in_doubt: {
    status: "unknown",
    one: "activation is in doubt",
    many: "activations are in doubt",
    href: "/activations?standing=activation_in_doubt",
  },
  releases_in_doubt: {
    status: "unknown",
    one: "release is in doubt",
    many: "releases are in doubt",
    href: "/activations?standing=release_in_doubt",
  },
  vouchers_in_doubt: {
    status: "unknown",
    one: "voucher is in doubt",
    many: "vouchers are in doubt",
    href: "/vouchers?standing=issue_in_doubt",
  },
  voucher_revocations_in_doubt: {
    status: "unknown",
    one: "revocation of a voucher is in doubt",
    many: "revocations of vouchers are in doubt",
    href: "/vouchers?standing=revoke_in_doubt",
  },
  entitlements_expiring: {
    status: "attention",
    one: "entitlement ends within 90 days",
    many: "entitlements end within 90 days",
    href: "/entitlements?standing=expiring",
  },
  vouchers_expiring: {
    status: "attention",
    one: "voucher expires within 30 days",
    many: "vouchers expire within 30 days",
    href: "/vouchers?standing=expiring",
  },
};

/** What needs a look, as a line with its shape and the list behind it. */
export function licensesLine({ kind, count }: { kind: LicensesAttentionKind; count: number }): {
  status: StatusKind;
  words: string;
  href: string;
} {
  const { status, one, many, href } = looks[kind];
  return { status, words: `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`, href };
}

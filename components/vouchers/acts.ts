import type { IssuedVoucher } from "@/lib/contract/vouchers";

/** What can be done about a voucher by whoever may. */
export type VoucherAct = "revoke" | "settle";

type Stands = Pick<IssuedVoucher, "standing">;

/** Only one that devices may take can be revoked. */
export const isRevocable = ({ standing }: Stands) => standing === "issued" || standing === "expiring";

/** Its answer was lost: a person says what became of it. */
export const isInDoubt = ({ standing }: Stands) =>
  standing === "issue_in_doubt" || standing === "revoke_in_doubt";

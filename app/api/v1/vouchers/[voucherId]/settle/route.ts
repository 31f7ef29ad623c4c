import { vouchers } from "@/lib/contract/vouchers";
import { settleVoucher } from "@/lib/domain/vouchers/settle";
import { route } from "@/lib/http/route";

export const POST = route(vouchers.settle, ({ permit, params, body }) =>
  settleVoucher(permit, params.voucherId, body),
);

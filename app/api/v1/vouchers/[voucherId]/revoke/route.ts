import { vouchers } from "@/lib/contract/vouchers";
import { revokeVoucherOnRecord } from "@/lib/domain/vouchers/revoke";
import { route } from "@/lib/http/route";
import { juniper } from "@/lib/vendors/juniper/client";

export const POST = route(vouchers.revoke, ({ permit, params, body, note }) =>
  revokeVoucherOnRecord(permit, juniper(), { voucherId: params.voucherId, reason: body.reason, note }),
);

import { vouchers } from "@/lib/contract/vouchers";
import { issueVoucherFor } from "@/lib/domain/vouchers/issue";
import { listVouchers } from "@/lib/domain/vouchers/list";
import { route } from "@/lib/http/route";
import { juniper } from "@/lib/vendors/juniper/client";

export const GET = route(vouchers.list, ({ query }) => listVouchers(query));
export const POST = route(vouchers.issue, ({ permit, body, actor, note }) =>
  issueVoucherFor(permit, juniper(), { asked: body, askedBy: actor.name, note }),
);

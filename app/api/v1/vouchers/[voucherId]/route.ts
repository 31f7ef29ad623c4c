import { vouchers } from "@/lib/contract/vouchers";
import { getVoucher } from "@/lib/domain/vouchers/get";
import { route } from "@/lib/http/route";

export const GET = route(vouchers.get, ({ params }) => getVoucher(params.voucherId));

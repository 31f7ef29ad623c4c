import { vouchers } from "@/lib/contract/vouchers";
import { openVoucherFile } from "@/lib/domain/vouchers/file";
import { route } from "@/lib/http/route";

export const POST = route(vouchers.download, ({ permit, params }) =>
  openVoucherFile(permit, params.voucherId),
);

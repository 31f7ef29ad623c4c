import { vouchers } from "@/lib/contract/vouchers";
import { checkCertificate } from "@/lib/domain/vouchers/check-certificate";
import { route } from "@/lib/http/route";

export const POST = route(vouchers.checkCertificate, ({ body }) => checkCertificate(body));

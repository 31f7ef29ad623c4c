import { batches } from "@/lib/contract/batches";
import { checkCsrFile } from "@/lib/domain/csr/check-file";
import { fileOf } from "@/lib/domain/csr/uploaded-file";
import { route } from "@/lib/http/route";

export const POST = route(batches.checkCsrs, ({ request }) => checkCsrFile(fileOf(request)));

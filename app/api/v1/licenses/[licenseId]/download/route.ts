import { licenses } from "@/lib/contract/licenses";
import { openFile } from "@/lib/domain/licenses/reveal";
import { route } from "@/lib/http/route";

export const POST = route(licenses.download, ({ permit, note, params }) =>
  openFile(permit, note, params.licenseId),
);

import { whitelist } from "@/lib/contract/whitelist";
import { checkImport } from "@/lib/domain/whitelist-import/check-import";
import { listImports } from "@/lib/domain/whitelist-import/imports";
import { route } from "@/lib/http/route";

export const GET = route(whitelist.listImports, async () => ({ items: await listImports() }));
export const POST = route(whitelist.checkImport, ({ permit, query, request, actor, note }) =>
  checkImport(permit, { ...query, upload: request, actor, note }),
);

import { licenses } from "@/lib/contract/licenses";
import { releaseLicense } from "@/lib/domain/licenses/release";
import { route } from "@/lib/http/route";
import { juniper } from "@/lib/vendors/juniper/client";

export const POST = route(licenses.release, ({ permit, note, params, body }) =>
  releaseLicense(permit, juniper(), note, { ...params, ...body }),
);

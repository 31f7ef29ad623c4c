import { sandbox } from "@/lib/contract/sandbox";
import { issueClientCertificate } from "@/lib/domain/sandbox-control/sandbox-control";
import { route } from "@/lib/http/route";

export const POST = route(sandbox.issueClientCertificate, ({ permit, body }) =>
  issueClientCertificate(permit, body),
);

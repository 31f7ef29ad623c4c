import type { VendorRequest } from "../../kit/vendor-server";
import { queriedAuthority, Refusal, type SectigoRoute } from "../router";
import { checkRequests, hasAlternativeName, readCsrFile } from "../rules/csr-file";
import { checkAuthority, spend } from "../rules/order";
import { addBatch, answerBatch } from "./batches";

const upload: SectigoRoute = {
  method: "POST",
  path: /^\/api\/v1\/batches\/upload$/,
  needsToken: true,
  async respond(context, request) {
    const authority = queriedAuthority(context.state, request.query);
    if (request.headers["content-length"] === undefined) throw new Refusal(411, "Length Required");
    const requests = await readCsrFile(await fileOf(request, context.settings().acceptMultipart));
    checkRequests(requests, authority);
    checkAuthority(authority, requests.length);
    spend(authority, requests.length);
    const unnamed = authority.needsDnsName && requests.some((csr) => !hasAlternativeName(csr));
    const batch = addBatch(context, {
      authorityId: authority.id,
      size: requests.length,
      source: { kind: "csr", requests },
      ...(unnamed && {
        breaksBecause: "Cert subject name error: SubjectAlternativeName dNSName value is missing",
      }),
    });
    return answerBatch(context, batch);
  },
};

export const uploadRoutes = [upload];

/** "A URL-form encoded property called file" [seed]; as a multipart part only when the setting says so. */
async function fileOf({ headers, body }: VendorRequest, acceptMultipart: boolean): Promise<string> {
  const contentType = headers["content-type"] ?? "";
  const multipart = /^multipart\/form-data\b/i.test(contentType);
  if (!/^application\/x-www-form-urlencoded\b/i.test(contentType) && !(multipart && acceptMultipart)) {
    throw new Refusal(415, "Content type must be application/x-www-form-urlencoded");
  }
  const file = multipart
    ? await partOf(contentType, body)
    : new URLSearchParams(body.toString("utf8")).get("file");
  if (file === null || file === "") throw new Refusal(400, "Required part file is not present");
  return file;
}

async function partOf(contentType: string, body: Buffer): Promise<string | null> {
  const form = await new Response(new Uint8Array(body), { headers: { "content-type": contentType } })
    .formData()
    .catch(() => {
      throw new Refusal(400, "Malformed multipart body");
    });
  const part = form.get("file");
  return part instanceof File ? part.text() : part;
}

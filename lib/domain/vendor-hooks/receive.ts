import "server-only";
import { hookType } from "@/lib/contract/vendor-hooks";
import { isDatabaseTrouble } from "@/lib/db/trouble";
import { publish } from "@/lib/domain/events/publish";
import { forgetFreshAnswers } from "@/lib/domain/last-answers/last-answers";
import { logger } from "@/lib/log";
import { carriesToken } from "./check-token";
import { keepCall, type News } from "./keep-call";
import { readHookBody } from "./read-body";
import { countRefusal } from "./refusals";

/** Seconds after which the vendor may try again what could not be kept. */
const retryAfterSeconds = "30";

/**
 * A call of one of the vendor's hooks. It is kept before it is answered: 200 means that nothing of it will be lost, 503
 * that it has to come again. 401 tells nobody why, 404 is for types that do not exist.
 */
export async function receiveHookCall(type: string, request: Request): Promise<Response> {
  const receiver = hookType.safeParse(type).data;
  if (receiver === undefined) return refusal(404);
  try {
    const authorization = request.headers.get("authorization");
    if (!(await carriesToken(receiver, authorization))) {
      countRefusal(receiver);
      return refusal(401, { "www-authenticate": "Bearer" });
    }
    const body = await readHookBody(request);
    if ("refusedWith" in body) return refusal(body.refusedWith);
    // A hook that sent its own token along would have it kept for everybody to read.
    const news = await keepCall(receiver, withoutToken(body.text, authorization ?? ""));
    await tellOf(news);
    return new Response(null, { status: 200, headers: { "cache-control": "no-store" } });
  } catch (error) {
    logger().error({ error, receiver }, "a hook's call could not be kept");
    return isDatabaseTrouble(error) ? refusal(503, { "retry-after": retryAfterSeconds }) : refusal(500);
  }
}

/** The connection ends with a refusal: what may still come over it was not read. */
function refusal(status: number, headers: Record<string, string> = {}): Response {
  return new Response(null, {
    status,
    headers: { "cache-control": "no-store", connection: "close", ...headers },
  });
}

function withoutToken(text: string, authorization: string): string {
  const token = authorization.slice(authorization.indexOf(" ") + 1);
  return text.replaceAll(token, "[redacted]");
}

async function tellOf(news: News): Promise<void> {
  if (news.size === 0) return;
  forgetFreshAnswers();
  await Promise.all([...news].map((rotPublicUid) => publish({ type: "deviceEvent", rotPublicUid })));
}

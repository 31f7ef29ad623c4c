import { Refusal } from "@/lib/contract/problem";
import { env } from "@/lib/env";

/**
 * Refuses changes that another site's page made the browser send. A browser always says where a change comes
 * from (`Origin`); our pages are at the host it was sent to, or at `APP_URL` where a reverse proxy changes the host.
 */
export function requireSameOrigin(request: Request): void {
  const origin = request.headers.get("origin");
  const host = request.headers.get("host");
  if (origin !== null && URL.canParse(origin) && new URL(origin).host === host) return;
  if (origin === env().APP_URL) return;
  throw new Refusal("cross_origin", {
    detail:
      origin === null
        ? "A change made with a browser session has to say which page it comes from (Origin header)."
        : "The page that sent this is not part of this console.",
    next: "Open the console itself and do it there.",
  });
}

import { problemDocument } from "@/lib/contract/problem";

type PathParams = Record<string, string>;
type RouteHandler = (request: Request, context: { params: Promise<PathParams> }) => Promise<Response>;

/**
 * For routes that a page's plain form posts to: a success is a file, which leaves the page standing, but a problem
 * document would take its place. The browser is then sent back to the page instead, with the problem's code and
 * request id in the query (`?problem=conflict&requestId=req_…`). Whoever asks by program gets the document.
 */
export function backToPage(handler: RouteHandler, pageOf: (params: PathParams) => string): RouteHandler {
  return async (request, context) => {
    const response = await handler(request, context);
    if (response.ok || !isNavigation(request)) return response;
    const problem = problemDocument.safeParse(
      await response
        .clone()
        .json()
        .catch(() => undefined),
    );
    if (!problem.success) return response;
    const { code, requestId } = problem.data;
    const query = new URLSearchParams({ problem: code, requestId });
    return new Response(null, {
      // "See other": the page is fetched with GET, whatever was posted (RFC 9110 §15.4.4).
      status: 303,
      headers: {
        location: `${pageOf(await context.params)}?${query}`,
        "cache-control": "no-store",
        "x-request-id": requestId,
      },
    });
  };
}

/** Browsers say so of what replaces the page (Fetch Metadata); a program's call is none of these. */
function isNavigation({ headers }: Request): boolean {
  return (
    headers.get("sec-fetch-mode") === "navigate" && (headers.get("accept")?.includes("text/html") ?? false)
  );
}

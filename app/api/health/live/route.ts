/** The process answers. It asks nothing else, so a database that is away does not get the process killed. */
export function GET(): Response {
  return Response.json({ status: "live" }, { headers: { "cache-control": "no-store" } });
}

import { migrationsAreCurrent } from "@/lib/db/migrations";
import { isDraining } from "@/lib/http/lifecycle";

export const dynamic = "force-dynamic";

/** The process can take requests: not on its way out, database there, schema of this release. */
export async function GET(): Promise<Response> {
  const checks = {
    accepting: !isDraining(),
    ...(await migrationsAreCurrent().then(
      (current) => ({ database: true, migrations: current }),
      () => ({ database: false, migrations: false }),
    )),
  };
  const ready = Object.values(checks).every(Boolean);
  return Response.json(
    { status: ready ? "ready" : "not ready", checks },
    { status: ready ? 200 : 503, headers: { "cache-control": "no-store" } },
  );
}

import { sql } from "drizzle-orm";
import type { DatabaseOptions } from "pg-boss";
import type { Database } from "../connection";

export interface PoolWanted {
  /** Signs in as this URL's user. */
  url: string;
  /** Whether connections are to be encrypted: as the console's own are (`isEncrypted`). */
  encrypted: boolean;
  maxConnections: number;
  /** Settings of each session, such as `role`, from the first statement on. */
  session: Record<string, string>;
}

/**
 * Connection options for pg-boss, which brings a driver of its own. The two drivers read `sslmode` differently, so the
 * address is taken apart here: it means what it means to ours.
 */
export function poolOptions({ url, encrypted, maxConnections, session }: PoolWanted): DatabaseOptions {
  const address = new URL(url);
  return {
    host: decodeURIComponent(address.hostname).replace(/^\[|\]$/g, ""),
    port: Number(address.port || 5432),
    database: decodeURIComponent(address.pathname.slice(1)),
    // Left out, the driver looks where ours does: PGUSER, PGPASSWORD.
    ...(address.username === "" ? {} : { user: decodeURIComponent(address.username) }),
    ...(address.password === "" ? {} : { password: decodeURIComponent(address.password) }),
    ssl: encrypted && { rejectUnauthorized: isVerified(address) },
    options: Object.entries({ TimeZone: "UTC", ...session })
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(" "),
    application_name: "muniment queue",
    max: maxConnections,
    connectionTimeoutMillis: 10_000,
  };
}

/** Whether the server's certificate is checked, by the rules of our own driver. */
function isVerified({ searchParams }: URL): boolean {
  if (searchParams.get("sslrootcert") === "system") return true;
  const mode = searchParams.get("sslmode") ?? searchParams.get("ssl") ?? "";
  return !["require", "allow", "prefer"].includes(mode);
}

/** Whether a connection to the database is encrypted, whatever of its address or of the server made it so. */
export async function isEncrypted(database: Database): Promise<boolean> {
  const [row] = await database.execute<{ ssl: boolean }>(
    sql`select ssl from pg_stat_ssl where pid = pg_backend_pid()`,
  );
  return row?.ssl ?? false;
}

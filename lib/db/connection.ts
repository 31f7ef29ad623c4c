import "server-only";
import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres, { type Sql } from "postgres";

/** `$client` is the pool itself, for what drizzle has no words for: COPY, LISTEN. */
export type Database = PostgresJsDatabase & { $client: Sql };
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

/** The role that the console works as: it may use our tables, but not change the audit history or the schema. */
export const applicationRole = "muniment_app";

export interface ConnectOptions {
  /** Signs in as this URL's user. */
  url: string;
  /** Works with the rights of this role instead, from the first statement on. */
  role?: string;
  maxConnections?: number;
}

export interface Connection {
  database: Database;
  /** Waits for running statements, at most 5 s, then closes all connections. */
  close(): Promise<void>;
}

/** Opens a small pool; connections are made when they are needed. `bigint` columns arrive as BigInt, whole. */
export function connect({ url, role, maxConnections = 10 }: ConnectOptions): Connection {
  const client = postgres(url, {
    max: maxConnections,
    connect_timeout: 10,
    idle_timeout: 60,
    max_lifetime: 30 * 60,
    types: { bigint: postgres.BigInt },
    onnotice: () => {},
    connection: {
      application_name: "muniment",
      TimeZone: "UTC",
      // A bug must not hold a connection or a lock for ever; long work is done in short statements.
      statement_timeout: 60_000,
      lock_timeout: 10_000,
      idle_in_transaction_session_timeout: 60_000,
      ...(role === undefined ? {} : { role }),
    },
  });
  return { database: drizzle({ client }), close: () => client.end({ timeout: 5 }) };
}

/**
 * Opens the database for this process: `db()` gives it from now on. Works as the application's role, where the
 * migrations could make it and the user of the URL may take it on.
 * @returns whether it works as that role; otherwise only the trigger keeps the audit history from changes
 */
export async function openDatabase(
  url: string,
  maxConnections?: number,
): Promise<{ asApplication: boolean }> {
  const asApplication = await mayBeApplication(url);
  await closeDatabase();
  holder.munimentDatabase = connect({
    url,
    maxConnections,
    ...(asApplication ? { role: applicationRole } : {}),
  });
  return { asApplication };
}

/** Ends what `openDatabase` opened, if anything. */
export async function closeDatabase(): Promise<void> {
  const open = holder.munimentDatabase;
  holder.munimentDatabase = undefined;
  await open?.close();
}

/** The database of this process. The server's own modules and those that Next bundles share it. */
export function db(): Database {
  if (holder.munimentDatabase === undefined) {
    throw new Error(
      "The database is not open. The console is started by npm run demo, npm run dev or npm start.",
    );
  }
  return holder.munimentDatabase.database;
}

const holder = globalThis as { munimentDatabase?: Connection };

async function mayBeApplication(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => {} });
  try {
    const [row] = await sql<{ granted: boolean }[]>`
      select exists (
        select from pg_roles where rolname = ${applicationRole} and pg_has_role(current_user, oid, 'set')
      ) as granted`;
    return row?.granted ?? false;
  } finally {
    await sql.end();
  }
}

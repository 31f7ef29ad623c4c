import { closeDatabase, openDatabase } from "@/lib/db/connection";
import { lookAtDue } from "@/lib/domain/watches/look";
import { logger } from "@/lib/log";
import { SectigoClient } from "@/lib/vendors/sectigo/client";
import { batchWatch } from "../batch-watch";

// A process that looks at what is due once, for tests that freeze or kill it:
//   looker.ts <database> <vendor> <username> <password>
const [url = "", baseUrl = "", username = "", password = ""] = process.argv.slice(2);
logger().level = "silent";
const client = new SectigoClient({ baseUrl, username, password, upload: "urlencoded" });
await openDatabase(url);
await lookAtDue([batchWatch(() => client)], new AbortController().signal);
await client.close();
await closeDatabase();

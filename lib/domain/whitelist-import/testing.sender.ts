import { whitelist } from "@/lib/contract/whitelist";
import { closeDatabase, openDatabase } from "@/lib/db/connection";
import { newId } from "@/lib/db/ids";
import { performInRecords } from "@/lib/operations/perform";
import { UbloxClient } from "@/lib/vendors/ublox/client";
import { stopDriving } from "./drive";
import { getImport } from "./imports";
import { startSending } from "./start-sending";

// A process that sends an import and ends when it is sent, for a test that kills it:
//   testing.sender.ts <database> <vendor> <import> <person>
const [url = "", baseUrl = "", importId = "", userId = ""] = process.argv.slice(2);
const actor = { type: "person", id: userId, name: userId, role: "admin", address: null } as const;
const ublox = new UbloxClient({
  baseUrl,
  apiKey: "key-1234",
  apiSecret: "secret-5678",
  authScheme: "Bearer",
});

await openDatabase(url);
const { operationId: action, permission } = whitelist.import;
const subject = { type: "whitelist-import", id: importId };
await performInRecords({ actor, action, permission, subject, requestId: newId("req") }, (permit) =>
  startSending(permit, ublox, { importId, actor }),
);
while ((await getImport(importId)).state === "sending")
  await new Promise((resolve) => setTimeout(resolve, 10));
await stopDriving();
await ublox.close();
await closeDatabase();

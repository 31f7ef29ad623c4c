import { vi } from "vitest";
import { users } from "@/drizzle/schema/people";
import type { Actor } from "@/lib/access/actor";
import type { Role } from "@/lib/access/permissions";
import { type WhitelistImport, whitelist } from "@/lib/contract/whitelist";
import { db } from "@/lib/db/connection";
import { newId } from "@/lib/db/ids";
import { personActor } from "@/lib/domain/users/users";
import { performInRecords } from "@/lib/operations/perform";
import type { UbloxClient } from "@/lib/vendors/ublox/client";
import { checkImport } from "./check-import";
import { getImport } from "./imports";
import { startSending } from "./start-sending";
import type { Upload } from "./upload";

/** A person with a role, as actor of the tests' acts. */
export async function person(role: Role = "admin"): Promise<Actor> {
  const id = newId("usr");
  const [row] = await db()
    .insert(users)
    .values({ id, email: `${id}@example.com`, name: id, role, state: "active" })
    .returning();
  if (row === undefined) throw new Error("the person was not stored");
  return personActor(row);
}

/** A file as it would arrive: whole, or piece by piece as it is asked for. */
export function uploadOf(
  content: string | Uint8Array<ArrayBuffer> | Iterator<Uint8Array> | AsyncIterator<Uint8Array>,
): Upload {
  const body =
    typeof content === "string" || content instanceof Uint8Array
      ? new Blob([content]).stream()
      : streamOf(content);
  return { body, headers: new Headers(), signal: new AbortController().signal };
}

function streamOf(pieces: Iterator<Uint8Array> | AsyncIterator<Uint8Array>) {
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        const { value, done } = await pieces.next();
        if (done) controller.close();
        else controller.enqueue(new Uint8Array(value));
      },
    },
    { highWaterMark: 0 },
  );
}

/** Checks a file through the gate, as the route does. */
export function check(actor: Actor, upload: Upload): Promise<WhitelistImport> {
  const { operationId: action, permission } = whitelist.checkImport;
  const subject = { type: "whitelist-import", id: "test.csv" };
  return performInRecords({ actor, action, permission, subject, requestId: newId("req") }, (permit, note) =>
    checkImport(permit, { fileName: "test.csv", upload, actor, note }),
  );
}

/** Starts sending through the gate, as the route does. */
export function send(actor: Actor, ublox: UbloxClient, importId: string): Promise<WhitelistImport> {
  const { operationId: action, permission } = whitelist.import;
  const subject = { type: "whitelist-import", id: importId };
  return performInRecords({ actor, action, permission, subject, requestId: newId("req") }, (permit) =>
    startSending(permit, ublox, { importId, actor }),
  );
}

/** The import once nobody is sending it any more. */
export function settled(importId: string): Promise<WhitelistImport> {
  return vi.waitFor(
    async () => {
      const now = await getImport(importId);
      if (now.state === "sending") throw new Error("it is still being sent");
      return now;
    },
    { timeout: 10_000, interval: 10 },
  );
}

/** UID number `index`, the same in every test. */
export function uid(index: number): string {
  return index.toString(16).padStart(16, "0");
}

/** A file of good rows that add `count` RoT UIDs. */
export function fileOf(count: number, first = 0): string {
  const rows = Array.from({ length: count }, (_, index) => `${uid(first + index)},ROTPublicUID,ADD\n`);
  return `Id,Type,Action\n${rows.join("")}`;
}

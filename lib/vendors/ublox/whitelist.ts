import type { WhitelistEntry } from "@/lib/contract/whitelist";
import { decoded } from "../http/decoded";
import { Fields } from "../http/fields";
import type { Permit, Reading } from "../http/permit";
import { bytesBody, jsonBody } from "../http/request-body";
import type { UbloxClient } from "./client";
import { anySuccess, type Done } from "./done";
import { uidOf } from "./identifiers";
import { type Page, pageAnswer } from "./pages";

export type WhitelistAction = "ADD" | "DELETE";

function typeOf(id: string): string {
  if (uidOf(id) !== undefined) return "ROTPublicUID";
  return /^\d{15}$/.test(id) ? "IMEI" : "";
}

/** The document shows the column names of the CSV and not the items: objects with those, or bare identifiers, are read. */
const answeredEntry = decoded((item): WhitelistEntry | undefined => {
  const fields = Fields.of(item);
  const [uid, imei] = [uidOf(fields?.get("ROTPublicUID", "Id")), fields?.text("IMEI")];
  const id = uidOf(item) ?? (typeof item === "string" ? item : (uid ?? imei ?? fields?.text("Id")));
  if (!id) return undefined;
  return { id, type: fields?.text("Type") ?? typeOf(id), createdAt: fields?.instant("CreatedDate") ?? null };
});

/** One page of the whitelist. POST /device/whitelist/get */
export async function listWhitelist(
  reading: Reading,
  ublox: UbloxClient,
  { page }: { page: number },
): Promise<Page<WhitelistEntry>> {
  return await ublox.read(reading, {
    method: "POST",
    path: "/device/whitelist/get",
    body: jsonBody({ PageNumber: page }),
    answer: pageAnswer("DeviceWhitelist", answeredEntry, page),
  });
}

/**
 * POST /device/whitelist/add, which adds and removes. `ROTPublicUIDs` is sent even when empty: the document marks it as
 * required, although IMEIs alone make sense.
 */
export async function changeWhitelist(
  permit: Permit,
  ublox: UbloxClient,
  {
    action,
    rotPublicUids,
    imeis,
  }: { action: WhitelistAction; rotPublicUids: readonly string[]; imeis: readonly string[] },
): Promise<Done> {
  return await ublox.write(permit, {
    method: "POST",
    path: "/device/whitelist/add",
    body: jsonBody({
      ROTPublicUIDs: rotPublicUids,
      ...(imeis.length > 0 && { IMEIs: imeis }),
      Action: action,
    }),
    answer: anySuccess,
  });
}

export interface WhitelistRow {
  rotPublicUid: string;
  action: WhitelistAction;
}

/**
 * Rows in the vendor's CSV form: the header Id,Type,Action, bare fields, LF, no byte order mark. Throws RangeError on a
 * UID that is not 16 hexadecimal digits, so that nothing can break out of its field.
 */
export async function whitelistCsv(
  rows: Iterable<WhitelistRow> | AsyncIterable<WhitelistRow>,
): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let text = "Id,Type,Action\n";
  for await (const { rotPublicUid, action } of rows) {
    if (uidOf(rotPublicUid) !== rotPublicUid)
      throw new RangeError("a row's UID is not 16 hexadecimal digits");
    text += `${rotPublicUid},ROTPublicUID,${action}\n`;
    if (text.length > 65_536) {
      pieces.push(Buffer.from(text));
      text = "";
    }
  }
  return Buffer.concat([...pieces, Buffer.from(text)]);
}

/**
 * POST /device/whitelist/add with a CSV body, which can carry RoT UIDs only. `csv` is what `whitelistCsv` makes. Sent as
 * a whole with its length; `deadlineMs` for large ones.
 */
export async function sendWhitelistCsv(
  permit: Permit,
  ublox: UbloxClient,
  { csv, deadlineMs }: { csv: Buffer; deadlineMs?: number },
): Promise<Done> {
  return await ublox.write(permit, {
    method: "POST",
    path: "/device/whitelist/add",
    body: bytesBody(csv),
    answer: anySuccess,
    deadlineMs,
  });
}

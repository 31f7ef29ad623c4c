import { z } from "zod";
import { emptyAnswer, jsonAnswer } from "../../kit/answer";
import { utcSeconds } from "../../kit/times";
import { jsonRoute, pageNumber, Refusal, success, type UbloxContext } from "../router";
import { isImei, isRotPublicUid } from "../rules/identifiers";
import { pageOf } from "../rules/paging";
import { readWhitelistCsv } from "../rules/whitelist-csv";
import type { WhitelistEntry } from "../state";

const get = jsonRoute({
  path: "/v1/device/whitelist/get",
  body: z.object({ PageNumber: pageNumber }),
  handle(context, { PageNumber }) {
    const { records, paging } = pageOf(context, context.state.whitelist(), PageNumber);
    return jsonAnswer(200, {
      DeviceWhitelist: records.map((entry) => ({
        Id: entry.id,
        Type: entry.type,
        CreatedDate: utcSeconds(entry.createdAtMs),
      })),
      ...paging,
    });
  },
});

/**
 * ROTPublicUIDs is marked required even when only IMEIs are meant [seed]: it may be empty, not absent.
 * Being listed matters only at a device's bootstrap, so states and blacklist flags stay as they are.
 */
const add = jsonRoute({
  path: "/v1/device/whitelist/add",
  errorField: "Message",
  body: z
    .object({
      ROTPublicUIDs: z.array(z.string().refine(isRotPublicUid)),
      IMEIs: z.array(z.string().refine(isImei)).default([]),
      Action: z.enum(["ADD", "DELETE"]).default("ADD"),
    })
    .refine(({ ROTPublicUIDs, IMEIs }) => ROTPublicUIDs.length + IMEIs.length > 0),
  handle(context, { ROTPublicUIDs, IMEIs, Action }) {
    for (const uid of ROTPublicUIDs) change(context, "ROTPublicUID", uid, Action);
    for (const imei of IMEIs) change(context, "IMEI", imei, Action);
    return emptyAnswer();
  },
  octetStream(context, file) {
    const changes = readWhitelistCsv(file);
    if (changes === null) throw new Refusal("Bad Request");
    for (const { rotPublicUid, action } of changes) change(context, "ROTPublicUID", rotPublicUid, action);
    return success(context, "Message");
  },
});

function change(
  { state, clock }: UbloxContext,
  type: WhitelistEntry["type"],
  id: string,
  action: "ADD" | "DELETE",
): void {
  if (action === "DELETE") state.removeFromWhitelist(type, id);
  else state.addToWhitelist({ id, type, createdAtMs: clock.nowMs() });
}

export const whitelistRoutes = [get, add];

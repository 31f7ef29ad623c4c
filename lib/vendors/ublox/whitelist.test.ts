import { afterEach, describe, expect, test } from "vitest";
import { whitelistEntry } from "@/lib/contract/whitelist";
import { closeClients, failureOf, permit, reading } from "../http/testing/client";
import { answer, closeServers, type Reply } from "../http/testing/recording-server";
import { ubloxStandIn } from "./testing";
import {
  changeWhitelist,
  listWhitelist,
  sendWhitelistCsv,
  type WhitelistRow,
  whitelistCsv,
} from "./whitelist";

afterEach(async () => {
  await closeClients();
  await closeServers();
});

const accepts: Reply = (_request, response) => answer(response, { Message: "Success" });
const uid = "0002000089280087";
const imei = "862618583984360";

test("reads entries of every form the vendor may use", async () => {
  const { ublox, asked } = await ubloxStandIn((_request, response) =>
    answer(
      response,
      `{"DeviceWhitelist":[
        {"Id":"${uid}","Type":"ROTPublicUID","CreatedDate":"2020-04-20T19:00:36Z"},
        {"Id":"${imei}","Type":"IMEI"}, {"Id":2000089282245,"Type":"ROTPublicUID"}, {"ROTPublicUID":9999999999999999},
        {"IMEI":"${imei}"}, "135700008928C093", "${imei}", {"Id":"x","Type":"Other"}, "odd"
      ],"PageNumber":1,"PageSize":100,"TotalRecords":9}`,
    ),
  );
  const { items } = await listWhitelist(reading, ublox, { page: 1 });
  expect(asked()[0]).toEqual({ method: "POST", url: "/v1/device/whitelist/get", body: { PageNumber: 1 } });
  expect(items.map(({ id, type }) => [id, type])).toEqual([
    [uid, "ROTPublicUID"],
    [imei, "IMEI"],
    ["0002000089282245", "ROTPublicUID"],
    ["9999999999999999", "ROTPublicUID"],
    [imei, "IMEI"],
    ["135700008928c093", "ROTPublicUID"],
    [imei, "IMEI"],
    ["x", "Other"],
    ["odd", ""],
  ]);
  expect(items[0]?.createdAt).toBe("2020-04-20T19:00:36.000Z");
  for (const item of items) expect(whitelistEntry.parse(item)).toEqual(item);
});

test("adds and removes through the one call, with the required list even when it is empty", async () => {
  const { ublox, asked } = await ubloxStandIn(accepts);
  await changeWhitelist(permit(), ublox, { action: "ADD", rotPublicUids: [uid], imeis: [] });
  expect(
    await changeWhitelist(permit(), ublox, { action: "DELETE", rotPublicUids: [], imeis: [imei] }),
  ).toEqual({
    done: true,
  });
  expect(asked()).toEqual([
    { method: "POST", url: "/v1/device/whitelist/add", body: { ROTPublicUIDs: [uid], Action: "ADD" } },
    {
      method: "POST",
      url: "/v1/device/whitelist/add",
      body: { ROTPublicUIDs: [], IMEIs: [imei], Action: "DELETE" },
    },
  ]);
});

describe("CSV", () => {
  const rows: WhitelistRow[] = [
    { rotPublicUid: uid, action: "ADD" },
    { rotPublicUid: "135700008928c093", action: "DELETE" },
  ];
  const text = `Id,Type,Action\n${uid},ROTPublicUID,ADD\n135700008928c093,ROTPublicUID,DELETE\n`;

  test("is the vendor's form: header, bare fields, LF, no byte order mark", async () => {
    expect((await whitelistCsv(rows)).toString("latin1")).toBe(text);
    async function* later() {
      yield* rows;
    }
    expect((await whitelistCsv(later())).toString("latin1")).toBe(text);
  });

  test("holds a hundred thousand rows", async () => {
    const many = Array.from({ length: 100_000 }, (_, index) => ({
      rotPublicUid: index.toString(16).padStart(16, "0"),
      action: "ADD" as const,
    }));
    const lines = (await whitelistCsv(many)).toString().split("\n");
    expect(lines).toHaveLength(100_002);
    expect(lines[100_000]).toBe("000000000001869f,ROTPublicUID,ADD");
  });

  test.each(["0002000089280087,x", "00020001003ffff", '=cmd"', "135700008928C093"])(
    "refuses the row %s",
    async (rotPublicUid) => {
      await expect(whitelistCsv([{ rotPublicUid, action: "ADD" }])).rejects.toThrow(RangeError);
    },
  );

  test("is sent whole as an octet stream", async () => {
    const { ublox, server } = await ubloxStandIn(accepts);
    const csv = await whitelistCsv(rows);
    expect(await sendWhitelistCsv(permit(), ublox, { csv })).toEqual({ done: true });
    const request = server.requests.at(-1);
    expect(request).toMatchObject({ method: "POST", url: "/v1/device/whitelist/add", text });
    expect(request?.headers).toMatchObject({
      "content-type": "application/octet-stream",
      "content-length": String(text.length),
    });
    expect(request?.headers).not.toHaveProperty("transfer-encoding");
  });

  test("a lost answer leaves it in doubt", async () => {
    const { ublox, server } = await ubloxStandIn((_request, response) => response.socket?.resetAndDestroy());
    const error = await failureOf(sendWhitelistCsv(permit(), ublox, { csv: await whitelistCsv(rows) }));
    expect(error).toMatchObject({ kind: "connection_lost", mayHaveActed: true });
    expect(server.requests.filter(({ url }) => url.endsWith("/add"))).toHaveLength(1);
  });
});

import { afterEach, expect, test } from "vitest";
import { vendorHook } from "@/lib/contract/vendor-hooks";
import { closeClients, failureOf, permit, reading } from "../http/testing/client";
import { answer, closeServers } from "../http/testing/recording-server";
import { accepts, ubloxStandIn } from "./testing";
import { createVendorHook, deleteVendorHook, listVendorHooks, updateVendorHook } from "./vendor-hooks";

afterEach(async () => {
  await closeClients();
  await closeServers();
});

const url = "https://hooks.example/ublox/bootstrap";
const authorization = "Bearer eiuytreuihkjfghdlyreuiyt";

test("lists a bare list, and never an authorization", async () => {
  const { ublox } = await ubloxStandIn((_request, response) =>
    answer(response, [
      {
        NotificationURL: url,
        NotificationType: "DEVICE_BOOTSTRAP_EVENT",
        AuthorizationToken: authorization,
        CreatedDate: "2020-05-07T11:23:32",
      },
      { notificationUrl: "https://other.example", EventType: "SOMETHING_NEW" },
      { NotificationURL: "https://third.example" },
    ]),
  );
  const hooks = await listVendorHooks(reading, ublox);
  expect(hooks).toEqual([
    { url, type: "DEVICE_BOOTSTRAP_EVENT", createdAt: "2020-05-07T11:23:32.000Z" },
    { url: "https://other.example", type: "SOMETHING_NEW", createdAt: null },
    { url: "https://third.example", type: null, createdAt: null },
  ]);
  for (const hook of hooks) expect(vendorHook.parse(hook)).toEqual(hook);
});

test("is read by GET where POST does not exist", async () => {
  const { ublox, asked } = await ubloxStandIn((request, response) =>
    request.method === "POST" ? answer(response, "", 404) : answer(response, []),
  );
  expect(await listVendorHooks(reading, ublox)).toEqual([]);
  expect(asked().map(({ method }) => method)).toEqual(["POST", "GET"]);
});

test.each([[[{ NotificationType: "DEVICE_BOOTSTRAP_EVENT" }]], [{ Hooks: [] }], [["odd"]]])(
  "%j is a bad answer",
  async (body) => {
    const { ublox } = await ubloxStandIn((_request, response) => answer(response, body));
    expect(await failureOf(listVendorHooks(reading, ublox))).toMatchObject({ kind: "bad_answer" });
  },
);

test("changes are done whatever the vendor says about them", async () => {
  const { ublox } = await ubloxStandIn(accepts);
  const hook = { url, type: "ROOTCA_EXPIRATION_EVENT", authorization } as const;
  expect(await createVendorHook(permit(), ublox, hook)).toEqual({ done: true });
  expect(await updateVendorHook(permit(), ublox, { url, authorization })).toEqual({ done: true });
  expect(await deleteVendorHook(permit(), ublox, { url })).toEqual({ done: true });
});

test.each([
  ["with its scheme", authorization],
  ["without it", "eiuytreuihkjfghdlyreuiyt"],
])("an authorization that the vendor repeats %s survives in no error", async (_name, repeated) => {
  const { ublox } = await ubloxStandIn((_request, response) =>
    answer(response, { message: `the value ${repeated} is not allowed` }, 400),
  );
  const hook = { url, type: "DEVICE_ERRORS_EVENT", authorization } as const;
  for (const call of [createVendorHook(permit(), ublox, hook), updateVendorHook(permit(), ublox, hook)]) {
    const error = await failureOf(call);
    expect(error.vendorText).toMatch(/^the value .*\[redacted\] is not allowed$/);
    expect(`${error} ${JSON.stringify(error)}`).not.toContain("eiuytre");
  }
});

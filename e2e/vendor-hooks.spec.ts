import { vendorHooks } from "@/lib/contract/vendor-hooks";
import { apiAs, consoleUrl, signIn } from "./fixtures/people";
import { sandbox } from "./fixtures/sandbox";
import { type APIRequestContext, expect, type Page, test } from "./fixtures/test";

const hooksPage = "/connections/vendor-hooks";

const rowOf = (page: Page, table: string, text: string) =>
  page.getByRole("table", { name: table }).getByRole("row").filter({ hasText: text });

/** What our receiver of device errors was told so far. */
async function errorReceiver(api: APIRequestContext) {
  const answer = await api.get("/api/v1/vendor-hooks/receivers");
  const { items } = vendorHooks.receivers.response.parse(await answer.json());
  const receiver = items.find(({ type }) => type === "DEVICE_ERRORS_EVENT");
  if (receiver === undefined) throw new Error("There is no receiver of device errors.");
  return receiver;
}

/** Connects the receiver of device errors through its menu. @returns the authorization that is shown once */
async function connectErrors(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Actions for Device errors" }).click();
  await page.getByRole("menuitem", { name: /^(Connect|Change token)…$/ }).click();
  const dialog = page.getByRole("dialog", { name: /^(Connect receiver|Change token)$/ });
  await dialog.getByRole("button", { name: /^(Connect receiver|Change token)$/ }).click();
  const authorization = await dialog.getByText(/^Bearer [\w-]{43}$/).innerText();
  await dialog.getByRole("button", { name: "Close" }).last().click();
  await expect(dialog).toBeHidden();
  return authorization;
}

/** A call as u-blox makes it, or somebody else. @returns its status */
async function callReceiver(authorization: string, event: object): Promise<number> {
  const response = await fetch(`${consoleUrl()}/api/hooks/ublox/DEVICE_ERRORS_EVENT`, {
    method: "POST",
    headers: { authorization, "content-type": "application/json" },
    body: JSON.stringify(event),
  });
  return response.status;
}

test("a hook is connected; what happens is seen at once, and once, on the events page and on the device", async ({
  page,
}) => {
  const api = await apiAs("admin");
  const rotPublicUid = await sandbox.bootstrap();
  await signIn(page, "admin", hooksPage);
  const authorization = await connectErrors(page);
  await expect(rowOf(page, "Receivers", "Device errors")).toContainText("Connected");
  await expect(rowOf(page, "Hooks at u-blox", "DEVICE_ERRORS_EVENT")).toContainText("this console");

  await page.goto("/device-events");
  await expect(page.getByText("Live", { exact: true })).toBeVisible({ timeout: 30_000 });
  const happened = rowOf(page, "Device events", `Met an error: Journey of ${rotPublicUid}.`);
  await expect(happened).toHaveCount(0);
  await sandbox.deviceError({ rotPublicUid, text: `Journey of ${rotPublicUid}` });
  await expect(happened).toHaveCount(1);

  // The vendor repeats itself; somebody else tries.
  const before = await errorReceiver(api);
  const event = {
    ROTPublicUID: rotPublicUid,
    EventType: "DEVICE_ERRORS_EVENT",
    Timestamp: "2026-05-10T19:39:12",
    Payload: { Error: `Repeated of ${rotPublicUid}` },
  };
  const statuses = [];
  for (const token of [authorization, authorization, authorization, "Bearer guess"]) {
    statuses.push(await callReceiver(token, event));
  }
  expect(statuses).toEqual([200, 200, 200, 401]);
  await expect
    .poll(async () => {
      const { eventCount, repeatCount, refusedCount } = await errorReceiver(api);
      return [
        eventCount - before.eventCount,
        repeatCount - before.repeatCount,
        refusedCount - before.refusedCount,
      ];
    })
    .toEqual([1, 2, 1]);
  const repeated = rowOf(page, "Device events", `Repeated of ${rotPublicUid}`);
  await expect(repeated).toHaveCount(1);
  // Pages are told of what is new; what came again changes nothing on them but a number.
  await page.getByRole("button", { name: "Update now" }).click();
  await repeated.getByRole("button").first().click();
  const opened = page.getByRole("dialog", { name: `Met an error: Repeated of ${rotPublicUid}.` });
  await expect(opened.getByText("3, kept once")).toBeVisible();
  await expect(opened.getByText('"EventType": "DEVICE_ERRORS_EVENT"')).toBeVisible();
  await opened.getByRole("button", { name: "Close" }).click();

  await happened.getByRole("link", { name: rotPublicUid }).click();
  await page.getByRole("link", { name: "Events", exact: true }).click();
  const own = rowOf(page, "Events of this device", "Met an error");
  await expect(own).toHaveCount(2);
  await page.getByRole("button", { name: "Pause updating" }).last().click();
  await sandbox.deviceError({ rotPublicUid, text: "While it stands still" });
  await expect(page.getByText("1 new event since the list stands still")).toBeVisible();
  await expect(own).toHaveCount(2);
  await page.getByRole("button", { name: "Show new events" }).click();
  await expect(own).toHaveCount(3);
  await api.dispose();
});

test("a hook that is deleted stops all types on its address, and the memory says so", async ({ page }) => {
  const api = await apiAs("admin");
  await signIn(page, "admin", hooksPage);
  await connectErrors(page);
  await expect(rowOf(page, "Receivers", "Device errors")).toContainText("Connected");
  await page.getByRole("button", { name: /^Actions for .*DEVICE_ERRORS_EVENT$/ }).click();
  await page.getByRole("menuitem", { name: "Delete hook…" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete hook" });
  await expect(dialog.getByText(/^All event types registered on this URL stop/)).toBeVisible();
  await dialog.getByRole("button", { name: "Delete hook" }).click();
  await expect(dialog).toBeHidden();
  await expect(rowOf(page, "Hooks at u-blox", "DEVICE_ERRORS_EVENT")).toHaveCount(0);
  expect((await errorReceiver(api)).connectedAt).toBeNull();
  await api.dispose();
});

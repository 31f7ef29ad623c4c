import { globSync, readFileSync } from "node:fs";
import { audit } from "@/lib/contract/audit";
import { e2eKeys } from "@/lib/contract/e2e-keys";
import { apiAs, personWith, signIn, singleSignOnPeople } from "./fixtures/people";
import { sandbox } from "./fixtures/sandbox";
import { ageConfirmations } from "./fixtures/sessions";
import { type APIRequestContext, expect, type Page, test } from "./fixtures/test";

let api: APIRequestContext;
let rotPublicUid: string;

test.beforeEach(async () => {
  api = await apiAs("admin");
  rotPublicUid = await sandbox.bootstrap();
});
test.afterEach(() => api.dispose());

async function askForKeys(page: Page, reason: string): Promise<void> {
  await page.getByRole("tab", { name: "Downlink protection" }).click();
  await page.getByLabel("RoT UID").fill(rotPublicUid);
  await page.getByLabel("Reason").fill(reason);
  await page.getByRole("button", { name: "Reveal parameters" }).click();
}

/** The audit rows of look-ups with this reason, oldest first. */
async function lookUpsBecause(reason: string) {
  const { items } = audit.list.response.parse(
    await (await api.get(`/api/v1/audit?action=${e2eKeys.downlinkProtection.operationId}&size=200`)).json(),
  );
  return items.filter(({ detail }) => detail.statedReason === reason).reverse();
}

test("an old sign-in is confirmed by the password, then the keys are shown once and kept nowhere", async ({
  page,
}) => {
  const { email, password } = personWith("admin");
  const reason = `Ticket for ${rotPublicUid}`;
  await signIn(page, "admin", "/e2e-keys");
  await ageConfirmations(email);
  await askForKeys(page, reason);

  const dialog = page.getByRole("dialog", { name: "Confirm that it is you" });
  await expect(dialog.getByLabel("Password")).toBeFocused();
  await page.keyboard.type("not the password");
  await page.keyboard.press("Enter");
  await expect(dialog.getByText("This is not your password.")).toBeVisible();
  await dialog.getByLabel("Password").fill(password);
  await page.keyboard.press("Enter");

  const shown = page.getByRole("region", { name: "Downlink protection" });
  await expect(shown).toBeFocused();
  await expect(shown.getByRole("link", { name: rotPublicUid })).toBeVisible();
  await expect(shown.getByRole("timer")).toContainText(/^\d+ s$/);
  const keys = (await shown.locator("code").allTextContents()).filter((text) => text.endsWith("=="));
  expect(keys.length).toBeGreaterThan(1);
  await expect(page.getByLabel("Reason")).toHaveValue(reason);

  await shown.getByRole("button", { name: "Hide now" }).click();
  await expect(page.getByText("Nothing of it was kept.")).toBeVisible();

  const rows = await lookUpsBecause(reason);
  expect(rows.map(({ outcome, subjectId }) => [outcome, subjectId])).toEqual([
    ["denied", rotPublicUid],
    ["intent", rotPublicUid],
    ["succeeded", rotPublicUid],
  ]);
  const log = page.getByRole("table", { name: "Past look-ups" });
  await expect(log.getByRole("row").filter({ hasText: reason }).first()).toContainText("Succeeded");

  const leftovers = [
    await page.content(),
    page.url(),
    await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])),
    await (await api.get("/api/v1/audit?size=200")).text(),
    ...globSync("test-results/console-*.log").map((file) => readFileSync(file, "utf8")),
  ];
  for (const key of keys) {
    for (const text of leftovers) expect(text).not.toContain(key.slice(0, 16));
  }
});

test("people of the identity provider confirm there, and what they typed stays", async ({
  page,
  context,
}) => {
  const { name } = singleSignOnPeople.admin;
  await page.goto("/sign-in?next=/e2e-keys");
  await page.getByRole("button", { name: "Sign in with single sign-on" }).click();
  await page.getByRole("button", { name }).click();
  await expect(page.getByRole("heading", { name: "End-to-end keys", level: 1 })).toBeVisible();
  // The provider says when somebody signed in only when it is asked to ask anew.
  await askForKeys(page, "Ticket 12");
  const dialog = page.getByRole("dialog", { name: "Confirm that it is you" });
  const open = async () => {
    // The test's provider does not let one person follow another in the same browser session of its own.
    await context.clearCookies({ name: /^_/ });
    const opened = context.waitForEvent("page");
    await dialog.getByRole("button", { name: "Sign in again" }).click();
    return opened;
  };

  const wrong = await open();
  await wrong.getByRole("button", { name: singleSignOnPeople.colleague.name }).click();
  await expect(wrong.getByText("Somebody else signed in there.")).toBeVisible();
  await expect(dialog).toBeVisible();
  await wrong.close();

  const right = await open();
  await right.getByRole("button", { name }).click();
  await expect(page.getByRole("region", { name: "Downlink protection" })).toContainText(rotPublicUid);
  await expect(page.getByLabel("Reason")).toHaveValue("Ticket 12");
});

test("a rotation says what it does to the heartbeat, and shows the vendor's words", async ({ page }) => {
  const sevenDays = { features: [], heartbeatSeconds: 7 * 86_400, rootCaName: null };
  await api.put("/api/v1/provisioning", {
    data: { devices: { rotPublicUids: [rotPublicUid] }, settings: sevenDays },
  });
  await sandbox.heartbeat({ rotPublicUids: [rotPublicUid] });
  await signIn(page, "admin", `/devices/${rotPublicUid}/e2e-keys`);
  await page.getByRole("button", { name: "Rotate keys" }).click();
  const dialog = page.getByRole("dialog", { name: "Rotate keys" });
  await expect(dialog.getByText("Heartbeat stays at 7 d.")).toBeVisible();
  await dialog.getByLabel("New key after").fill("1");
  await page.keyboard.press("Tab");
  await expect(dialog.getByText("Heartbeat will change from 7 d to 1 d.")).toBeVisible();
  await dialog.getByLabel("To confirm, type the RoT UID").fill(rotPublicUid);
  await dialog.getByRole("button", { name: "Rotate keys" }).click();
  await expect(
    page.getByText("u-blox says: The automatic rotation has been set. The key will be rotated every 1 day."),
  ).toBeVisible();
});

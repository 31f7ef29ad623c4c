import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { entitlements } from "@/lib/contract/entitlements";
import { saved } from "./fixtures/downloads";
import { answerOf, jobTitled, planDialog, rowsOf, untilState } from "./fixtures/jobs";
import {
  activateElsewhere,
  activateLicense,
  auditOf,
  juniperCalls,
  leftOn,
  licensesOn,
  newSerial,
  newSerials,
  ownEntitlement,
} from "./fixtures/juniper";
import { apiAs, personWith, signIn } from "./fixtures/people";
import { sandbox } from "./fixtures/sandbox";
import { ageConfirmations } from "./fixtures/sessions";
import { type APIRequestContext, expect, type Page, test } from "./fixtures/test";

let api: APIRequestContext;
test.beforeEach(async () => {
  api = await apiAs("admin");
});
test.afterEach(async () => {
  await sandbox.clearFaults();
  await api.dispose();
});

async function activatedOf(entitlementId: string): Promise<number | null> {
  const answer = await answerOf(await api.get(`/api/v1/entitlements/${entitlementId}`));
  return entitlements.get.response.parse(answer).quantity.activated;
}

/** Opens an entitlement's page, and there the question whether one device is to have a license. */
async function askToActivate(page: Page, entitlementId: string, serialNumber: string) {
  await page.goto(`/entitlements/${entitlementId}`);
  await page.getByRole("button", { name: "Activate licenses" }).click();
  const form = page.getByRole("dialog", { name: "Activate licenses" });
  await form.getByRole("textbox", { name: "Serial numbers" }).fill(serialNumber);
  await form.getByRole("button", { name: "Continue" }).click();
  const question = page.getByRole("dialog", { name: "Activate license", exact: true });
  await expect(question).toBeVisible();
  return question;
}

test("ten devices are activated as a job: what Juniper refuses fails alone, and the quantity follows", async ({
  page,
}) => {
  test.setTimeout(120_000);
  const { ssrn, quantity, productSku } = await ownEntitlement(api, { freeAtLeast: 10 });
  const [elsewhere = "", ...others] = newSerials(10);
  await signIn(page, "admin", `/entitlements?search=${ssrn}`);
  const row = page.getByRole("table", { name: "Entitlements" }).getByRole("row").filter({ hasText: ssrn });
  await expect(row).toContainText(`${quantity.activated} of ${quantity.total}`);
  await row.getByRole("button", { name: /^Actions for/ }).click();
  await page.getByRole("menuitem", { name: "Activate licenses…" }).click();
  const form = page.getByRole("dialog", { name: "Activate licenses" });
  await form.getByRole("textbox", { name: "Serial numbers" }).fill([elsewhere, ...others].join("\n"));
  await expect(form.getByText("10 serial numbers", { exact: true })).toBeVisible();
  await form.getByRole("button", { name: "Continue" }).click();

  const title = `Activate ${productSku} on 10 devices`;
  const plan = planDialog(page, title);
  await expect(plan).toContainText(`Takes 10 of ${quantity.available} left.`);
  await expect(plan).toContainText("10 calls to Juniper");
  expect(await juniperCalls("activateLicense", ssrn)).toHaveLength(0);
  // Somebody else is faster with one of the devices.
  await activateElsewhere(ssrn, elsewhere);
  await plan.getByRole("button", { name: "Activate licenses for 10 devices" }).click();
  await expect(plan).toBeHidden();

  const { jobId } = await jobTitled(api, title);
  expect((await untilState(api, jobId, "done")).rows).toMatchObject({ total: 10, done: 9, failed: 1 });
  const [failed] = await rowsOf(api, jobId, "failed");
  expect(failed?.target).toBe(elsewhere);
  expect(failed?.words).toContain("Serial number is already activated for this SSRN");
  const sent = await juniperCalls("activateLicense", ssrn);
  const serials = sent.map(({ body }) => String(Object(body).serialNumber));
  expect(serials.toSorted()).toEqual([elsewhere, elsewhere, ...others].toSorted());
  expect(new Set(sent.map(({ body }) => Object(body).transactionId)).size).toBe(sent.length);

  await page.getByRole("button", { name: "Update now" }).click();
  await expect(row).toContainText(`${Number(quantity.activated) + 10} of ${quantity.total}`);
});

test("one device is activated after a question that tells what it takes; another time it is told that it has it", async ({
  page,
}) => {
  const { ssrn, entitlementId, quantity } = await ownEntitlement(api);
  const serial = newSerial();
  await signIn(page, "admin");
  // Letters become capitals.
  const question = await askToActivate(page, entitlementId, serial.toLowerCase());
  await expect(
    question.getByText(new RegExp(`^Takes 1 of ${quantity.available} left\\. 1 Juniper call of \\d+\\.$`)),
  ).toBeVisible();
  await expect(question.getByText("No license is known on this serial number.")).toBeVisible();
  await question.getByRole("button", { name: "Activate license" }).click();
  const done = page.getByRole("dialog", { name: "License activated" });
  await expect(done.getByText("Key and file are kept sealed.")).toBeVisible();
  await expect(done).toContainText(serial);

  const again = await askToActivate(page, entitlementId, serial);
  await expect(again.getByText("On this serial number already")).toBeVisible();
  await expect(again.getByText("of this entitlement")).toBeVisible();
  await again.getByRole("button", { name: "Activate license" }).click();
  await expect(again.getByRole("alert")).toContainText("It is activated on this device since");

  expect(await juniperCalls("activateLicense", serial)).toHaveLength(1);
  expect(await activatedOf(entitlementId)).toBe(Number(quantity.activated) + 1);
  const outcomes = await auditOf(api, "licenses.activate", `${serial} of ${ssrn}`);
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(["failed", "intent", "succeeded", "intent"]);
});

test("a lost answer leaves the activation in doubt: it is looked up, and never sent again", async ({
  page,
}) => {
  const { ssrn, entitlementId } = await ownEntitlement(api);
  const serial = newSerial();
  await signIn(page, "admin");
  const question = await askToActivate(page, entitlementId, serial);
  await sandbox.setFault({
    vendor: "juniper",
    fault: "lost_answer",
    pathPrefix: "/jal-licensing/1.0/licenses/activate",
    times: 1,
  });
  await question.getByRole("button", { name: "Activate license" }).click();
  const lost = page.getByRole("dialog", { name: "The answer to the activation was lost" });
  await expect(lost).toContainText(`Nobody knows yet whether ${serial} has its license.`);
  await expect(lost.getByRole("button", { name: "Activate" })).toHaveCount(0);
  expect(await licensesOn(api, serial)).toMatchObject([{ state: "activation_in_doubt", ssrn }]);
  const refused = await api.post("/api/v1/licenses", {
    data: { entitlement: { ssrn }, serialNumber: serial },
  });
  expect(refused.status()).toBe(409);
  expect((await refused.json()).detail).toContain("Look it up first");

  await lost.getByRole("link", { name: "Open to look it up" }).click();
  await expect(page.getByRole("heading", { name: serial, level: 1 })).toBeVisible();
  await page.getByRole("button", { name: "Look up" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Juniper lists it as active" })).toContainText(
    "Its key and file are not here",
  );
  await expect(page.getByText("The answer to the activation was lost.")).toHaveCount(0);

  expect(await juniperCalls("activateLicense", serial)).toHaveLength(1);
  expect(await licensesOn(api, serial)).toMatchObject([{ state: "active", hasKey: false }]);
  const acts = await auditOf(api, "licenses.activate", `${serial} of ${ssrn}`);
  expect(acts.map(({ outcome }) => outcome)).toEqual(["failed", "intent", "unknown", "intent"]);
});

test("a key is masked, shown once for a reason after the person is confirmed, and kept nowhere; the file is accounted for", async ({
  page,
}) => {
  const { email, password } = personWith("admin");
  const { ssrn } = await ownEntitlement(api);
  const serial = newSerial();
  const { licenseId } = await activateLicense(api, ssrn, serial);
  const reason = `To install on ${serial}`;
  await signIn(page, "admin", `/activations/${licenseId}/key-and-file`);
  await ageConfirmations(email);
  await expect(page.getByText("The license key is hidden")).toBeAttached();
  await page.getByRole("button", { name: "Reveal license key" }).click();
  await expect(page.getByText("Say why, in a few words.")).toBeVisible();
  await page.getByLabel("Reason").fill(reason);
  await page.getByRole("button", { name: "Reveal license key" }).click();
  const dialog = page.getByRole("dialog", { name: "Confirm that it is you" });
  await dialog.getByLabel("Password").fill(password);
  await page.keyboard.press("Enter");

  const shown = page.getByRole("region", { name: "License key" });
  await expect(shown).toBeFocused();
  await expect(shown.getByRole("timer")).toContainText(/^\d+ s$/);
  const key = (await shown.locator("code").textContent()) ?? "";
  expect(key.length).toBeGreaterThan(8);
  await shown.getByRole("button", { name: "Hide now" }).click();
  await expect(page.getByText("Nothing of it was kept.")).toBeVisible();

  const download = page.getByRole("button", { name: "Download file" });
  const file = await saved(page, () => download.click());
  expect(file.name).toBe(`${serial}.lic`);
  const sha256 = createHash("sha256").update(file.bytes).digest("hex");
  const [downloaded] = await auditOf(api, "licenses.download", licenseId);
  expect(downloaded).toMatchObject({ outcome: "succeeded", detail: { bytes: file.bytes.length, sha256 } });
  await expect(page.getByText(sha256)).toBeVisible();
  const handedOut = page.getByRole("list", { name: "Who was handed key and file" });
  await expect(handedOut.getByRole("listitem")).toHaveText([/^File downloaded/, /^Key shown/]);

  const reveals = (await auditOf(api, "licenses.reveal", licenseId)).filter(
    ({ detail }) => detail.statedReason === reason,
  );
  expect(reveals.map(({ outcome }) => outcome)).toEqual(["succeeded", "denied"]);
  const leftovers = [
    await leftOn(page),
    await (await api.get("/api/v1/audit?size=200")).text(),
    await (await api.get(`/api/v1/licenses/${licenseId}`)).text(),
    ...globSync("test-results/console-*.log").map((log) => readFileSync(log, "utf8")),
  ];
  for (const text of leftovers) expect(text).not.toContain(key);
});

test("support sees that there is a key and a file, and is offered neither them nor a change", async ({
  page,
}) => {
  const { ssrn } = await ownEntitlement(api);
  const { licenseId, serialNumber } = await activateLicense(api, ssrn, newSerial());
  await signIn(page, "support", `/activations/${licenseId}/key-and-file`);
  await expect(page.getByText("Your role cannot have it shown or downloaded").first()).toBeVisible();
  await expect(page.getByRole("button", { name: /^(Reveal|Download|Release)/ })).toHaveCount(0);
  await page.goto(`/activations?serialNumber=${serialNumber}`);
  await page.getByRole("button", { name: `Actions for ${serialNumber}` }).click();
  await expect(page.getByRole("menuitem")).toHaveText([
    "Open license",
    "Open entitlement",
    "Other licenses on its device",
  ]);
  const support = await apiAs("support");
  for (const act of ["reveal", "download", "release"]) {
    const answer = await support.post(`/api/v1/licenses/${licenseId}/${act}`, {
      data: { reason: "Curious" },
    });
    expect(answer.status(), act).toBe(403);
  }
  await support.dispose();
});

test("a license is released for a reason: its quantity comes back, and what is left to do is told", async ({
  page,
}) => {
  const { ssrn, entitlementId, quantity } = await ownEntitlement(api);
  const serial = newSerial();
  const { licenseId } = await activateLicense(api, ssrn, serial);
  expect(await activatedOf(entitlementId)).toBe(Number(quantity.activated) + 1);
  await signIn(page, "admin", `/activations?serialNumber=${serial}`);
  await page.getByRole("button", { name: `Actions for ${serial}` }).click();
  await page.getByRole("menuitem", { name: "Release license…" }).click();
  const dialog = page.getByRole("dialog", { name: "Release license" });
  await expect(
    dialog.getByText("Gives the quantity back. The key on the device must be removed there too."),
  ).toBeVisible();
  await dialog.getByLabel("To confirm, type the serial number").fill(serial);
  await dialog.getByRole("button", { name: "Release license" }).click();
  await expect(dialog.getByText("Say why.")).toBeVisible();
  const reason = `${serial} was taken out of service`;
  await dialog.getByLabel("Reason").fill(reason);
  await dialog.getByRole("button", { name: "Release license" }).click();
  await expect(dialog).toBeHidden();

  const told = page.getByRole("alert").filter({ hasText: `License on ${serial} was released.` });
  await expect(told).toContainText("1 came back to the entitlement.");
  await expect(page.getByRole("row").filter({ hasText: serial })).toContainText("Released");
  await told.getByRole("link", { name: "What is left to do" }).click();
  await expect(page.getByText(`What must still be removed on ${serial}`)).toBeVisible();
  expect(await activatedOf(entitlementId)).toBe(quantity.activated);
  expect(await juniperCalls("revoke", serial)).toHaveLength(1);
  const [released] = await auditOf(api, "licenses.release", licenseId);
  expect(released).toMatchObject({ outcome: "succeeded", detail: { statedReason: reason } });
});

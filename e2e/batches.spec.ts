import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import yauzl from "yauzl";
import { csrsFor } from "./fixtures/csrs";
import { apiAs, signIn } from "./fixtures/people";
import { sandbox } from "./fixtures/sandbox";
import { expect, type Page, test } from "./fixtures/test";

const minuteMs = 60_000;
const password = "Canary-PKCS12-Password-1";

async function chooseProfile(page: Page, name: string): Promise<void> {
  await page.getByRole("combobox", { name: "Certificate profile" }).click();
  await page.getByRole("option", { name }).click();
}

/** Names in a zip that is whole: its directory at the end can be read. */
function namesIn(zip: Buffer): Promise<string[]> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(zip, { lazyEntries: false }, (error, file) => {
      if (error) return reject(error);
      const names: string[] = [];
      file.on("entry", (entry: { fileName: string }) => names.push(entry.fileName));
      file.on("end", () => resolve(names));
      file.on("error", reject);
    });
  });
}

test("a batch is ordered by generator, becomes ready, is downloaded and recorded; its password stays nowhere", async ({
  page,
}) => {
  const name = "Journey by generator";
  const startValue = "9999999999999999999999999999999999999999999999999999999999999990";
  await signIn(page, "admin", "/batches/new/generator");
  await chooseProfile(page, "ECC Device Certificate");
  await page.getByLabel("Start Value").fill("007");
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Size").fill("5");
  await page.getByRole("button", { name: "Order batch" }).click();
  await expect(page.getByText("Please enter a valid positive number").first()).toBeVisible();
  await page.getByLabel("Start Value").fill(startValue);
  await page.getByLabel("pkcs12Password", { exact: false }).first().fill(password);
  await expect(
    page.getByText("9999999999999999999999999999999999999999999999999999999999999994"),
  ).toBeVisible();
  await page.getByRole("button", { name: "Order batch" }).click();
  const confirm = page.getByRole("dialog", { name: "Order batch" });
  await expect(confirm).toContainText("Not idempotent");
  await confirm.getByRole("button", { name: "Order batch" }).click();

  await expect(page.getByRole("heading", { name })).toBeVisible();
  await expect(page.getByText("Pending", { exact: true }).first()).toBeVisible();
  await sandbox.advanceClock(2 * minuteMs);
  // An answer is shared for three seconds before the vendor is asked again.
  await expect(async () => {
    await page.getByRole("button", { name: "Update now" }).click();
    await expect(page.getByText("Ready for Download", { exact: true }).first()).toBeVisible({
      timeout: 2_000,
    });
  }).toPass();

  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download zip" }).click();
  const file = await download;
  const zip = await readFile(await file.path());
  const batchId = /^batch-(\d+)\.zip$/.exec(file.suggestedFilename())?.[1];
  expect(batchId).toBeDefined();
  expect(await namesIn(zip)).toHaveLength(5);

  const asked = (await sandbox.calls("sectigo")).find(({ path }) => path.endsWith(`/${batchId}/download`));
  expect(asked?.headerNames).not.toContain("accept");

  const api = await apiAs("auditor");
  const rows = async (action: string, subjectId: string) =>
    (await (await api.get("/api/v1/audit", { params: { action, subjectId } })).json()).items;
  const [downloaded] = await rows("batches.download", batchId ?? "");
  expect(downloaded).toMatchObject({
    outcome: "succeeded",
    detail: { bytes: zip.length, sha256: createHash("sha256").update(zip).digest("hex") },
  });
  const ordered = await rows("batches.createFromGenerator", name);
  expect(ordered.map(({ outcome }: { outcome: string }) => outcome)).toEqual(["accepted", "intent"]);
  expect(JSON.stringify(ordered)).not.toContain(password);
  expect(await (await api.get(`/api/v1/batches/${batchId}`)).text()).not.toContain(password);
  await api.dispose();
});

test("whoever ordered a batch is told wherever they are, and everybody's open pages follow by themselves", async ({
  page,
  browser,
}) => {
  const name = "Journey by watch";
  const admin = await apiAs("admin");
  const { items: generators } = await (await admin.get("/api/v1/certificate-profiles/11/generators")).json();
  const answer = await admin.post("/api/v1/batches", {
    data: {
      certificateProfileId: 11,
      generatorId: generators[0].generatorId,
      batchName: name,
      batchSize: 1,
      generatorParameters: { startValue: "1", increment: "1" },
      profileParameters: {},
    },
  });
  const { batchId } = await answer.json();
  await admin.dispose();

  await signIn(page, "admin", "/tags");
  const others = await browser.newContext();
  const other = await others.newPage();
  await signIn(other, "support", `/batches/${batchId}`);
  await expect(other.getByText("Pending", { exact: true }).first()).toBeVisible();
  await expect(other.getByText(/· next in/)).toBeVisible();
  const list = await others.newPage();
  await list.goto("/batches");
  const row = list.getByRole("row").filter({ hasText: name });
  await expect(row).toContainText("Pending");

  await sandbox.advanceClock(2 * minuteMs);
  const toast = page.getByText(`${name} is ready for download`, { exact: true });
  await expect(toast).toBeVisible({ timeout: 20_000 });
  await expect(row).toContainText("Ready for Download");
  await other.bringToFront();
  await expect(other.getByText("Ready for Download", { exact: true }).first()).toBeVisible();
  await expect(other.getByRole("button", { name: "Download zip" })).toBeVisible();
  // Only whoever ordered it is told.
  await expect(other.getByText(`${name} is ready for download`, { exact: true })).toHaveCount(0);
  await others.close();

  await page.getByRole("button", { name: "Open", exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/batches/${batchId}$`));
  await expect(page.getByRole("button", { name: "Download zip" })).toBeVisible();
});

test("an order of a name that exists, and an order whose answer was lost, are not sent again", async ({
  page,
}) => {
  const name = "Journey with a lost answer";
  const order = async () => {
    await page.goto("/batches/new/generator");
    await chooseProfile(page, "ECC Device Certificate");
    await page.getByLabel("Name", { exact: true }).fill(name);
    await page.getByLabel("Size").fill("2");
    await page.getByRole("button", { name: "Order batch" }).click();
    await page
      .getByRole("dialog", { name: "Order batch" })
      .getByRole("button", { name: "Order batch" })
      .click();
  };
  await signIn(page, "admin");
  await sandbox.setFault({
    vendor: "sectigo",
    fault: "lost_answer",
    method: "PUT",
    pathPrefix: "/api/v1/batches",
    times: 1,
  });
  await order();
  await expect(page.getByText("The outcome is unknown")).toBeVisible();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue(name);
  page.once("dialog", (dialog) => void dialog.accept());
  await order();
  await expect(page.getByRole("alert").filter({ hasText: name })).toBeVisible();
  const puts = (await sandbox.calls("sectigo")).filter(
    ({ method, body }) => method === "PUT" && JSON.stringify(body).includes(name),
  );
  expect(puts).toHaveLength(1);
});

test("a batch is ordered from CSRs; bad ones are named before anything is sent", async ({ page }) => {
  const [first = "", second = ""] = await csrsFor(["gateway-1.example", "gateway-2.example"]);
  const broken = first.replace(/[A-Za-z0-9+/]{8}(?=\r?\n)/, "AAAAAAAA");
  await signIn(page, "admin", "/batches/new/csrs");
  await chooseProfile(page, "ECC Device Certificate");
  await page.getByLabel("On the clipboard").check();
  await page.getByLabel("CSRs", { exact: true }).fill(`${first}\n,${broken}`);
  await page.getByRole("button", { name: "Check CSRs" }).click();
  await expect(
    page
      .getByRole("alert")
      .filter({ hasText: /1 of 2|bad|cannot/i })
      .first(),
  ).toBeVisible();
  const before = (await sandbox.calls("sectigo")).filter(({ path }) => path.includes("/upload")).length;

  await page.getByLabel("CSRs", { exact: true }).fill(`${first}\r\n,\r\n${second}`);
  await page.getByRole("button", { name: "Check CSRs" }).click();
  await expect(page.getByText("CN=gateway-2.example")).toBeVisible();
  await page.getByRole("button", { name: "Order batch" }).click();
  await page
    .getByRole("dialog", { name: "Order batch" })
    .getByRole("button", { name: "Order batch" })
    .click();
  await expect(page).toHaveURL(/\/batches\/\d+$/);
  await expect(page.getByText("Pending", { exact: true }).first()).toBeVisible();

  const uploads = (await sandbox.calls("sectigo")).filter(({ path }) => path.includes("/upload"));
  expect(uploads).toHaveLength(before + 1);
  expect(uploads[0]).toMatchObject({
    contentType: expect.stringContaining("application/x-www-form-urlencoded"),
    status: 200,
  });
});

test("support downloads and orders nothing; a zip that cannot be had brings calm words", async ({ page }) => {
  await signIn(page, "support", "/batches");
  await expect(page.getByRole("row").nth(1)).toBeVisible();
  await expect(page.getByRole("link", { name: "Order batch" })).toHaveCount(0);
  const api = await apiAs("support");
  const { items } = await (await api.get("/api/v1/batches/attention")).json();
  const ready = items.find(({ downloadable }: { downloadable: boolean }) => downloadable);
  await page.goto(`/batches/${ready.batchId}`);
  await expect(page.getByRole("button", { name: "Download zip" })).toBeVisible();
  await sandbox.setFault({
    vendor: "sectigo",
    fault: "html_page",
    pathPrefix: `/api/v1/batches/${ready.batchId}/download`,
    times: 1,
  });
  await page.getByRole("button", { name: "Download zip" }).click();
  await expect(page.getByText("The vendor's answer could not be understood")).toBeVisible();
  expect((await api.post("/api/v1/batches", { data: {} })).status()).toBe(403);
  await api.dispose();
});

test("a zip that is cut on its way fails in the browser and says so in the history", async ({ page }) => {
  const api = await apiAs("admin");
  const { items } = await (await api.get("/api/v1/batches/attention")).json();
  const ready = items.find(({ downloadable }: { downloadable: boolean }) => downloadable);
  const path = `/api/v1/batches/${ready.batchId}/download`;
  await sandbox.setFault({ vendor: "sectigo", fault: "reset_mid_body", pathPrefix: path, times: 1 });
  await signIn(page, "admin", `/batches/${ready.batchId}`);
  const download = page.waitForEvent("download").catch(() => undefined);
  await page.getByRole("button", { name: "Download zip" }).click();
  expect(await (await download)?.failure()).toBeTruthy();
  await expect
    .poll(async () => {
      const { items: rows } = await (
        await api.get("/api/v1/audit", {
          params: { action: "batches.download", subjectId: String(ready.batchId) },
        })
      ).json();
      return rows[0]?.outcome;
    })
    .toBe("failed");
  await api.dispose();
});

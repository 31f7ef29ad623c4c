import { readFile } from "node:fs/promises";
import { type APIRequestContext, expect, type Locator, type Page, test } from "@playwright/test";
import { apiAs, signIn } from "./fixtures/people";
import { sandbox } from "./fixtures/sandbox";

const path = "/v1/device/whitelist/add";
const header = "Id,Type,Action";
const uid = (family: string, number: number) => `00020000${family}${String(number).padStart(6, "0")}`;

const withBadLines = [
  header,
  "00020000aa000001,ROTPublicUID,ADD",
  "00020000AA000002,ROTPublicUID,ADD",
  "00020000aa00003,ROTPublicUID,ADD",
  "2.0000892E+94,ROTPublicUID,ADD",
  "862618583984360,IMEI,ADD",
  "00020000aa000004,ROTPublicUID,add",
  "00020000aa000001,ROTPublicUID,ADD",
  "00020000aa000005,ROTPublicUID,ADD",
  "00020000aa000005,ROTPublicUID,DELETE",
  "",
].join("\n");

/** A file that adds so many RoT UIDs of a family. */
const fileOf = (family: string, count: number) =>
  [header, ...Array.from({ length: count }, (_, index) => `${uid(family, index)},ROTPublicUID,ADD`), ""].join(
    "\n",
  );

const more = (page: Page, item: string) =>
  page
    .getByRole("button", { name: "More actions" })
    .click()
    .then(() => page.getByRole("menuitem", { name: item }).click());

/** Has a file read, up to its plan. */
async function checkFile(page: Page, name: string, content: string): Promise<Locator> {
  await more(page, "Import file…");
  const form = page.getByRole("dialog", { name: "Import whitelist file" });
  await form
    .getByLabel("Whitelist CSV")
    .setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(content) });
  await form.getByRole("button", { name: "Check file" }).click();
  await expect(form).toBeHidden();
  return page.getByRole("dialog");
}

/** Starts the plan in the dialog; a number that is asked for is typed. */
async function start(plan: Locator, button: string, typed?: number): Promise<void> {
  if (typed !== undefined) await plan.getByLabel(/^Type the number/).fill(String(typed));
  await plan.getByRole("button", { name: button }).click();
  await expect(plan).toBeHidden();
}

async function openJob(page: Page, title: string): Promise<void> {
  await page.goto("/jobs?kind=whitelist.import");
  await page.getByRole("link", { name: title }).first().click();
  await expect(page.getByRole("heading", { name: title, level: 1 })).toBeVisible();
}

async function whitelisted(api: APIRequestContext): Promise<string[]> {
  const ids: string[] = [];
  for (let number = 1, total = 1; (number - 1) * 100 < total; number++) {
    const { items, page } = await (await api.get(`/api/v1/whitelist?page=${number}`)).json();
    ids.push(...items.map(({ id }: { id: string }) => id));
    total = page.total;
  }
  return ids;
}

const calls = async () => (await sandbox.calls("ublox")).filter((call) => call.path === path);

test.afterEach(() => sandbox.clearFaults());

test("a file with bad lines is checked, explained, sent without them, and recorded", async ({ page }) => {
  await signIn(page, "admin", "/whitelist");
  const callsBefore = (await calls()).length;
  const plan = await checkFile(page, "line 7.csv", withBadLines);
  await expect(plan.getByRole("heading", { name: "Import 2 rows into the whitelist" })).toBeVisible();
  await expect(plan).toContainText("Affects only devices that have not bootstrapped");
  await expect(plan).toContainText("The file line 7.csv.");
  const reasons = plan.getByRole("table", { name: "Why rows are skipped" });
  await expect(reasons.getByRole("row").filter({ hasText: "exactly 16 hexadecimal digits" })).toContainText(
    "1",
  );
  await expect(
    reasons.getByRole("row").filter({ hasText: "Another line asks for the opposite" }),
  ).toContainText("2");
  await expect(reasons.getByRole("row")).toHaveCount(7);
  expect((await calls()).length).toBe(callsBefore);

  await start(plan, "Import 2 rows", 2);
  await openJob(page, "Import 2 rows into the whitelist");
  await expect(page.getByText("Done", { exact: true }).first()).toBeVisible();
  expect((await calls()).length).toBe(callsBefore + 1);

  await page.getByRole("link", { name: "Rows" }).click();
  const bad = page.getByRole("row").filter({ hasText: "2.0000892E+94,ROTPublicUID,ADD" });
  await expect(bad).toContainText("A spreadsheet has changed this RoT UID");
  await expect(page.getByRole("row").filter({ hasText: "Skipped" })).toHaveCount(7);

  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download result" }).click();
  await page.getByRole("menuitem", { name: "Download all rows as CSV" }).click();
  const result = await readFile(await (await download).path(), "utf8");
  const lines = result.split("\n");
  expect(lines.find((line) => line.startsWith("00020000aa000001,ADD,Add,done"))).toBeDefined();
  expect(lines.filter((line) => line.includes(",skipped,"))).toHaveLength(7);

  const api = await apiAs("auditor");
  const { items } = await (await api.get("/api/v1/audit?action=whitelist.sendChunk")).json();
  expect(items.map(({ outcome }: { outcome: string }) => outcome).slice(0, 2)).toEqual([
    "succeeded",
    "intent",
  ]);
  await api.dispose();
});

test("what is no whitelist file is refused with its reason, and leaves no plan", async ({ page }) => {
  await signIn(page, "admin", "/whitelist");
  const plan = await checkFile(page, "devices.csv", "RoT UID\n00020000aa000001\n");
  await expect(plan).toContainText("The first line is not the header Id,Type,Action");
  await plan.getByRole("button", { name: "Close" }).last().click();
  const api = await apiAs("admin");
  const { items } = await (await api.get("/api/v1/jobs?kind=whitelist.import")).json();
  expect(items.filter(({ state }: { state: string }) => state === "preparing")).toEqual([]);
  await api.dispose();
});

test("a lost answer is waited out, and the same rows are sent again", async ({ page }) => {
  await signIn(page, "admin", "/whitelist");
  const plan = await checkFile(page, "lost.csv", fileOf("ab", 3));
  await sandbox.setFault({ vendor: "ublox", fault: "lost_answer", pathPrefix: path, times: 1 });
  const before = (await calls()).length;
  await start(plan, "Import 3 rows", 3);
  await openJob(page, "Import 3 rows into the whitelist");
  await expect(page.getByText("Done", { exact: true }).first()).toBeVisible({ timeout: 45_000 });
  const [lost, again, ...others] = (await calls()).slice(before);
  expect([lost?.outcome, again?.status]).toEqual(["cut", 200]);
  expect(again?.bodySha256).toBe(lost?.bodySha256);
  expect(others).toEqual([]);
});

test("a vendor that is away pauses an import, which goes on when it is back", async ({ page }) => {
  await signIn(page, "admin", "/whitelist");
  const plan = await checkFile(page, "away.csv", fileOf("ac", 4));
  await sandbox.setFault({ vendor: "ublox", fault: "unavailable", pathPrefix: path });
  await start(plan, "Import 4 rows", 4);
  await openJob(page, "Import 4 rows into the whitelist");
  await expect(page.getByText("Paused", { exact: true }).first()).toBeVisible();
  await expect(page.getByText(/The vendor is not available/).first()).toBeVisible();
  await sandbox.clearFaults();
  await page.getByRole("button", { name: "Resume job" }).click();
  await expect(page.getByText("Done", { exact: true }).first()).toBeVisible();
});

test("one pasted entry is added at once; several go through a plan", async ({ page }) => {
  await signIn(page, "admin", "/whitelist");
  const open = async () => {
    await page.getByRole("button", { name: "Add to whitelist" }).first().click();
    return page.getByRole("dialog", { name: "Add to whitelist" });
  };
  const form = await open();
  const pasted = form.getByLabel("RoT UIDs and IMEIs");
  const add = form.getByRole("button", { name: "Continue" });
  await pasted.fill("00020000bb000001\n00020000bb00002");
  await add.click();
  await expect(form.getByText("Line 2, “00020000bb00002”")).toBeVisible();
  await pasted.fill("862618583984361");
  await expect(form.getByText("The check digit of this IMEI is wrong")).toBeVisible();
  await pasted.fill("00020000BB000001");
  await add.click();
  await expect(form).toBeHidden();
  const api = await apiAs("admin");
  expect(await whitelisted(api)).toContain("00020000bb000001");

  await (await open()).getByLabel("RoT UIDs and IMEIs").fill("00020000bb000002, 862618583984360");
  await add.click();
  await expect(form).toBeHidden();
  const plan = page.getByRole("dialog");
  await expect(plan.getByRole("heading", { name: "Add 2 entries to the whitelist" })).toBeVisible();
  expect(await whitelisted(api)).not.toContain("00020000bb000002");
  await start(plan, "Add 2 entries to whitelist");
  await expect
    .poll(() => whitelisted(api))
    .toEqual(expect.arrayContaining(["00020000bb000002", "862618583984360"]));
  await api.dispose();
});

test("a file of ids is removed through a plan that says which lines it leaves out", async ({ page }) => {
  const api = await apiAs("admin");
  const ids = [uid("bc", 1), uid("bc", 2)];
  await api.post("/api/v1/whitelist", { data: { rotPublicUids: ids } });
  await signIn(page, "admin", "/whitelist");
  await more(page, "Remove a list of entries…");
  const form = page.getByRole("dialog", { name: "Remove from whitelist" });
  await form.getByLabel("In a file").check();
  await form.getByLabel("File of RoT UIDs and IMEIs").setInputFiles({
    name: "ids.txt",
    mimeType: "text/plain",
    buffer: Buffer.from(`RoT UID\n${ids[0]}\n${ids[1]}\n${ids[0]}\n`),
  });
  await form.getByRole("button", { name: "Continue" }).click();
  const plan = page.getByRole("dialog");
  await expect(plan.getByRole("heading", { name: "Remove 2 entries from the whitelist" })).toBeVisible();
  await expect(plan.getByRole("table", { name: "Why rows are skipped" })).toContainText(
    "An earlier line names it already.",
  );
  await start(plan, "Remove 2 entries from whitelist", 2);
  await expect.poll(async () => (await whitelisted(api)).filter((id) => ids.includes(id))).toEqual([]);
  await api.dispose();
});

test("a selection over two pages is removed as it was planned", async ({ page }) => {
  await signIn(page, "admin", "/whitelist");
  const select = async () => {
    const row = page.getByRole("row").nth(1);
    await row.getByRole("checkbox").check();
    const name = await row.getByRole("button", { name: /^Copy / }).getAttribute("aria-label");
    return (name ?? "").replace("Copy ", "");
  };
  const chosen = [await select()];
  await page.getByRole("button", { name: "Next page" }).click();
  await expect(page).toHaveURL(/page=2/);
  await expect(page.getByRole("button", { name: `Copy ${chosen[0]}` })).toHaveCount(0);
  chosen.push(await select());
  await page.getByRole("button", { name: "Remove 2 entries…" }).click();
  const plan = page.getByRole("dialog");
  await expect(plan.getByRole("heading", { name: "Remove 2 entries from the whitelist" })).toBeVisible();
  await start(plan, "Remove 2 entries from whitelist", 2);
  await expect(page.getByRole("region", { name: "Selection" })).toHaveCount(0);
  const api = await apiAs("admin");
  await expect.poll(async () => (await whitelisted(api)).filter((id) => chosen.includes(id))).toEqual([]);
  await api.dispose();
});

test("auditors see the whitelist, may export it, and can change nothing", async ({ page }) => {
  await signIn(page, "auditor", "/whitelist");
  await expect(page.getByRole("row").nth(1)).toBeVisible();
  await expect(page.getByRole("button", { name: "Add to whitelist" })).toHaveCount(0);
  await expect(page.getByRole("checkbox")).toHaveCount(0);
  await page.getByRole("button", { name: "More actions" }).click();
  await expect(page.getByRole("menuitem")).toHaveText([
    "Export as CSV…",
    "Export as JSON lines…",
    "Show imports",
  ]);
  await page.getByRole("menuitem", { name: "Export as CSV…" }).click();
  const plan = page.getByRole("dialog");
  await expect(plan).toContainText("Changes nothing");
  await plan.getByRole("button", { name: /^Export [\d,]+ entries$/ }).click();
  await expect(plan).toBeHidden();
});

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Role } from "@/lib/access/permissions";
import { apiAs, signIn } from "./fixtures/people";
import { sandbox } from "./fixtures/sandbox";
import { type APIRequestContext, expect, type Locator, type Page, test } from "./fixtures/test";

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

/** The list, with rows on it: what is pressed then is heard. */
async function openWhitelist(page: Page, role: Role): Promise<void> {
  await signIn(page, role, "/whitelist");
  await expect(page.getByRole("row").nth(1)).toBeVisible();
}

async function more(page: Page, item: string): Promise<void> {
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

/** The plan's dialog by its title: notices in a corner are dialogs too. */
const planOf = (page: Page, title: string) => page.getByRole("dialog", { name: title });

/** Has a file read, up to its plan or its refusal. */
async function checkFile(page: Page, name: string, content: string): Promise<void> {
  await more(page, "Import file…");
  const form = page.getByRole("dialog", { name: "Import whitelist file" });
  await form
    .getByLabel("Whitelist CSV")
    .setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(content) });
  await form.getByRole("button", { name: "Check file" }).click();
  await expect(form.getByRole("button", { name: "Check file" })).toBeHidden();
}

/** Starts the plan in the dialog; a number that is asked for is typed. */
async function start(plan: Locator, button: string, typed?: number): Promise<void> {
  if (typed !== undefined) await plan.getByLabel(/^Type the number/).fill(String(typed));
  const startButton = plan.getByRole("button", { name: button });
  await startButton.click();
  // The dialog itself has the name that the notice of the job's end has, which may be there by now.
  await expect(startButton).toBeHidden();
}

async function openJob(page: Page, title: string): Promise<void> {
  await page.goto("/jobs?kind=whitelist.import");
  await page.getByRole("link", { name: title }).first().click();
  await expect(page.getByRole("heading", { name: title, level: 1 })).toBeVisible();
}

/** How the job in view stands, beside its title. */
const standing = (page: Page) => page.getByRole("main").locator("header");

async function whitelisted(api: APIRequestContext): Promise<string[]> {
  const ids: string[] = [];
  for (let number = 1, total = 1; (number - 1) * 100 < total; number++) {
    const { items, page } = await (await api.get(`/api/v1/whitelist?page=${number}`)).json();
    ids.push(...items.map(({ id }: { id: string }) => id));
    total = page.total;
  }
  return ids;
}

/** The number of the latest call to u-blox. */
async function latestCall(): Promise<number> {
  return Math.max(0, ...(await sandbox.calls("ublox")).map(({ id }) => id));
}

/** Later calls that carried exactly this file, oldest first. */
async function callsWith(content: string, after: number) {
  const sha256 = createHash("sha256").update(content).digest("hex");
  const calls = await sandbox.calls("ublox");
  return calls
    .filter((call) => call.id > after && call.path === path && call.bodySha256 === sha256)
    .sort((one, other) => one.id - other.id);
}

test.afterEach(() => sandbox.clearFaults());

test("a file with bad lines is checked, explained, sent without them, and recorded", async ({ page }) => {
  const good = `${header}\n00020000aa000001,ROTPublicUID,ADD\n00020000aa000002,ROTPublicUID,ADD\n`;
  const before = await latestCall();
  await openWhitelist(page, "admin");
  await checkFile(page, "line 7.csv", withBadLines);
  const plan = planOf(page, "Import 2 rows into the whitelist");
  await expect(plan).toContainText("Affects only devices that have not bootstrapped");
  await expect(plan).toContainText("The file line 7.csv.");
  const reasons = plan.getByRole("table", { name: "Why rows are skipped" }).getByRole("row");
  const counted = (words: string) => reasons.filter({ hasText: words }).getByRole("cell");
  await expect(counted("exactly 16 hexadecimal digits")).toHaveText("1");
  await expect(counted("Another line asks for the opposite")).toHaveText("2");
  await expect(reasons).toHaveCount(7);
  expect(await callsWith(good, before)).toEqual([]);

  await start(plan, "Import 2 rows", 2);
  await openJob(page, "Import 2 rows into the whitelist");
  await expect(standing(page)).toContainText("Done");
  expect(await callsWith(good, before)).toHaveLength(1);

  await page.getByRole("link", { name: /^Rows/ }).click();
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
  await openWhitelist(page, "admin");
  await checkFile(page, "devices.csv", "RoT UID\n00020000aa000001\n");
  const plan = planOf(page, "Import whitelist file");
  await expect(plan).toContainText("The first line is not the header Id,Type,Action");
  await plan.getByRole("button", { name: "Close" }).last().click();
  const api = await apiAs("admin");
  const { items } = await (await api.get("/api/v1/jobs?kind=whitelist.import")).json();
  expect(items.filter(({ state }: { state: string }) => state === "preparing")).toEqual([]);
  await api.dispose();
});

test("a lost answer is waited out, and the same rows are sent again", async ({ page }) => {
  await openWhitelist(page, "admin");
  const file = fileOf("ab", 3);
  const before = await latestCall();
  await checkFile(page, "lost.csv", file);
  await sandbox.setFault({ vendor: "ublox", fault: "lost_answer", pathPrefix: path, times: 1 });
  await start(planOf(page, "Import 3 rows into the whitelist"), "Import 3 rows", 3);
  await openJob(page, "Import 3 rows into the whitelist");
  await expect(standing(page)).toContainText("Done", { timeout: 45_000 });
  const sent = await callsWith(file, before);
  expect(sent.map(({ outcome }) => outcome)).toEqual(["cut", "answered"]);
});

test("a vendor that is away pauses an import, which goes on when it is back", async ({ page }) => {
  await openWhitelist(page, "admin");
  await checkFile(page, "away.csv", fileOf("ac", 4));
  await sandbox.setFault({ vendor: "ublox", fault: "unavailable", pathPrefix: path });
  await start(planOf(page, "Import 4 rows into the whitelist"), "Import 4 rows", 4);
  await openJob(page, "Import 4 rows into the whitelist");
  await expect(standing(page)).toContainText("Paused");
  await expect(page.getByText(/The vendor is not available/).first()).toBeVisible();
  await sandbox.clearFaults();
  await page.getByRole("button", { name: "Resume job" }).click();
  await expect(standing(page)).toContainText("Done");
});

test("one pasted entry is added at once; several go through a plan", async ({ page }) => {
  await openWhitelist(page, "admin");
  const open = async () => {
    await page.getByRole("button", { name: "Add to whitelist" }).first().click();
    return page.getByRole("dialog", { name: "Add to whitelist" });
  };
  const api = await apiAs("admin");
  const several = { rotPublicUids: ["00020000bb000002"], imeis: ["862618583984360"] };
  await api.post("/api/v1/whitelist/remove", { data: several });
  const form = await open();
  const pasted = form.getByLabel("RoT UIDs and IMEIs", { exact: true });
  const add = form.getByRole("button", { name: "Add to whitelist" });
  await pasted.fill("00020000bb000001\n00020000bb00002");
  await add.click();
  await expect(form.getByText("Line 2, “00020000bb00002”")).toBeVisible();
  await pasted.fill("862618583984361");
  await expect(form.getByText("The check digit of this IMEI is wrong")).toBeVisible();
  await pasted.fill("00020000BB000001");
  await add.click();
  await expect(form).toBeHidden();
  expect((await whitelisted(api)).includes("00020000bb000001")).toBe(true);

  await (await open())
    .getByLabel("RoT UIDs and IMEIs", { exact: true })
    .fill("00020000bb000002, 862618583984360");
  await add.click();
  await expect(form).toBeHidden();
  const added = async () =>
    (await whitelisted(api)).filter((id) => ["00020000bb000002", "862618583984360"].includes(id));
  const plan = planOf(page, "Add 2 entries to the whitelist");
  await expect(plan).toBeVisible();
  expect(await added()).toEqual([]);
  await start(plan, "Add 2 entries to whitelist");
  await expect.poll(added).toEqual(["00020000bb000002", "862618583984360"]);
  await api.dispose();
});

test("a file of ids is removed through a plan that says which lines it leaves out", async ({ page }) => {
  const api = await apiAs("admin");
  const ids = [uid("bc", 1), uid("bc", 2)];
  await api.post("/api/v1/whitelist", { data: { rotPublicUids: ids } });
  await openWhitelist(page, "admin");
  await more(page, "Remove a list of entries…");
  const form = page.getByRole("dialog", { name: "Remove from whitelist" });
  await form.getByLabel("A file of RoT UIDs and IMEIs").check();
  await form.getByLabel("File of RoT UIDs and IMEIs", { exact: true }).setInputFiles({
    name: "ids.txt",
    mimeType: "text/plain",
    buffer: Buffer.from(`RoT UID\n${ids[0]}\n${ids[1]}\n${ids[0]}\n`),
  });
  await form.getByRole("button", { name: "Remove from whitelist" }).click();
  const plan = planOf(page, "Remove 2 entries from the whitelist");
  await expect(plan).toBeVisible();
  await expect(plan.getByRole("table", { name: "Why rows are skipped" })).toContainText(
    "An earlier line names it already.",
  );
  await start(plan, "Remove 2 entries from whitelist", 2);
  await expect.poll(async () => (await whitelisted(api)).filter((id) => ids.includes(id))).toEqual([]);
  await api.dispose();
});

test("a selection over two pages is removed as it was planned", async ({ page }) => {
  await openWhitelist(page, "admin");
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
  const plan = planOf(page, "Remove 2 entries from the whitelist");
  await expect(plan).toBeVisible();
  await start(plan, "Remove 2 entries from whitelist", 2);
  await expect(page.getByRole("region", { name: "Selection" })).toHaveCount(0);
  const api = await apiAs("admin");
  await expect.poll(async () => (await whitelisted(api)).filter((id) => chosen.includes(id))).toEqual([]);
  await api.dispose();
});

test("auditors see the whitelist, may export it, and can change nothing", async ({ page }) => {
  await openWhitelist(page, "auditor");
  await expect(page.getByRole("button", { name: "Add to whitelist" })).toHaveCount(0);
  await expect(page.getByRole("checkbox")).toHaveCount(0);
  await page.getByRole("button", { name: "More actions" }).click();
  await expect(page.getByRole("menuitem")).toHaveText([
    "Export as CSV…",
    "Export as JSON lines…",
    "Show imports",
  ]);
  await page.getByRole("menuitem", { name: "Export as CSV…" }).click();
  const plan = planOf(page, "of the whitelist");
  await expect(plan).toContainText("Changes nothing");
  await plan.getByRole("button", { name: /^Export [\d,]+ entries$/ }).click();
  await expect(plan).toBeHidden();
});

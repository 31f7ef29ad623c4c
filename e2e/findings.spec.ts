import { audit } from "@/lib/contract/audit";
import { type Finding, findings } from "@/lib/contract/findings";
import { apiAs, personWith, signIn } from "./fixtures/people";
import { sandbox } from "./fixtures/sandbox";
import { type APIRequestContext, expect, type Page, test } from "./fixtures/test";

/** A profile that does not ask the whitelist: its devices are activated when they bootstrap. */
const labBench = "Yr3nHcVs7kQwDxJt0aMpZg";

const newDevice = () => sandbox.bootstrap({ deviceProfileUid: labBench });

async function findingsOf(api: APIRequestContext, rotPublicUid: string): Promise<Finding[]> {
  const answer = await api.get("/api/v1/findings", { params: { rotPublicUid } });
  return findings.list.response.parse(await answer.json()).items;
}

/** Has the vendor asked about a device at once, as its page does. */
async function askAbout(api: APIRequestContext, rotPublicUid: string): Promise<void> {
  const params = { rotPublicUid, from: "2015-01-01T00:00:00Z" };
  const answer = await api.get("/api/v1/findings/clones", { params });
  expect(answer.ok(), await answer.text()).toBe(true);
}

const rowOf = (page: Page, uid: string) =>
  page.getByRole("table", { name: "Findings" }).getByRole("row", { name: `${uid} Cloned` });

/** Presses "Check now" until the finding is there: a check that runs already may have begun too early to see it. */
async function checkUntilListed(page: Page, uid: string): Promise<void> {
  const row = rowOf(page, uid);
  await expect(async () => {
    if (!(await row.isVisible())) await page.getByRole("button", { name: "Check now" }).click();
    await expect(row).toBeVisible({ timeout: 5_000 });
  }).toPass({ timeout: 40_000 });
}

test("a cloned device is found by a check and acknowledged with owner and note, which a reload keeps", async ({
  page,
}) => {
  const uid = await newDevice();
  await sandbox.clone({ rotPublicUid: uid, as: "clone" });
  await signIn(page, "admin", "/findings");
  await checkUntilListed(page, uid);
  await expect(rowOf(page, uid)).toContainText("Another device uses its identity");
  await expect(rowOf(page, uid)).toContainText("Open");
  await expect(page.getByText(/All \d+ device profiles were checked\./)).toBeVisible();

  await rowOf(page, uid).getByRole("link", { name: uid }).click();
  await expect(page.getByRole("heading", { name: `Cloned device ${uid}` })).toBeVisible();
  await page.getByRole("button", { name: "Acknowledge…" }).click();
  const form = page.getByRole("dialog", { name: "Acknowledge finding" });
  const owner = personWith("support").name;
  await form.getByRole("combobox", { name: "Owner" }).fill(owner);
  await page.getByRole("option", { name: owner }).click();
  await form.getByRole("textbox", { name: "Note" }).fill("Seen at the depot.\nThe twin is in the lab.");
  await form.getByRole("textbox", { name: "Note" }).press("Control+Enter");
  await expect(form).toBeHidden();

  await expect(page.getByRole("button", { name: "Resolve…" })).toBeVisible();
  await page.reload();
  const state = page.getByRole("region", { name: "State" });
  await expect(state).toContainText("Acknowledged");
  await expect(state).toContainText(owner);
  await expect(state).toContainText("The twin is in the lab.");
  const activity = page.getByRole("list", { name: "Activity of this finding" });
  await expect(activity).toContainText("Changed status, owner, note");

  const api = await apiAs("admin");
  const [finding] = await findingsOf(api, uid);
  const answer = await api.get("/api/v1/audit", { params: { subjectId: finding?.findingId ?? "" } });
  const { items } = audit.list.response.parse(await answer.json());
  expect(items).toMatchObject([{ action: "findings.update", outcome: "succeeded" }]);
  expect(JSON.stringify(items)).not.toContain("depot");
});

test("a finding is acknowledged from the list with the keyboard alone, and taken back", async ({ page }) => {
  const uid = await newDevice();
  const api = await apiAs("admin");
  await sandbox.clone({ rotPublicUid: uid, as: "clone" });
  await askAbout(api, uid);
  await signIn(page, "admin", `/findings?rotPublicUid=${uid}`);

  await page.getByRole("button", { name: `Actions for cloned device ${uid}` }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "Acknowledge" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(rowOf(page, uid)).toContainText("Acknowledged");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(rowOf(page, uid)).toContainText("Open");
});

test("what somebody else has changed meanwhile is not changed, and a resolved finding opens again", async ({
  page,
}) => {
  const uid = await newDevice();
  const api = await apiAs("admin");
  await sandbox.clone({ rotPublicUid: uid, as: "clone" });
  await askAbout(api, uid);
  const [finding] = await findingsOf(api, uid);
  await signIn(page, "admin", `/findings/${finding?.findingId}`);
  await page.getByRole("button", { name: "Acknowledge…" }).click();
  const form = page.getByRole("dialog", { name: "Acknowledge finding" });
  await form.getByRole("textbox", { name: "Note" }).fill("Mine.");

  const data = { status: "resolved", version: finding?.version };
  expect((await api.patch(`/api/v1/findings/${finding?.findingId}`, { data })).ok()).toBe(true);
  await form.getByRole("button", { name: "Acknowledge finding" }).click();
  await expect(form.getByText("it is resolved now, and nobody looks after it")).toBeVisible();
  await expect(form.getByRole("textbox", { name: "Note" })).toHaveValue("Mine.");
  expect(await findingsOf(api, uid)).toMatchObject([{ status: "resolved", note: null }]);

  await askAbout(api, uid);
  expect(await findingsOf(api, uid)).toMatchObject([{ status: "resolved" }]);
  await sandbox.advanceClock(1_000);
  await sandbox.clone({ rotPublicUid: uid, as: "clone" });
  await askAbout(api, uid);
  await page.goto(`/findings/${finding?.findingId}`);
  await expect(page.getByText("It was resolved, and u-blox reported it anew")).toBeVisible();
});

test("a device's page asks u-blox, and its finding names the device that shares its serial number", async ({
  page,
}) => {
  const uid = await newDevice();
  await sandbox.clone({ rotPublicUid: uid, as: "suspicious" });
  await signIn(page, "support", `/devices/${uid}/findings`);
  const live = page.getByRole("list", { name: "What u-blox says now" });
  await expect(live).toContainText("Not reported as cloned");
  await expect(live).toContainText("Reported as suspicious");
  const known = page.getByRole("list", { name: "Findings of this device" });
  await known.getByRole("link", { name: "Suspicious: Device serial number sealed twice" }).click();
  await expect(page.getByText("DUPLICATED_DEV_SERIAL_NUM_SEALING", { exact: true })).toBeVisible();
  const related = page.getByRole("list", { name: "Related devices" });
  await expect(related.getByRole("listitem")).toHaveCount(1);
  await expect(related).toContainText("same device serial number");
  await expect(related).not.toContainText(uid);
  await expect(page.getByRole("button", { name: "Acknowledge…" })).toBeHidden();
});

test("the chart of the usage and its tables agree, for the fleet and for one device", async ({ page }) => {
  await signIn(page, "support", "/usage?days=7");
  const chart = page.getByRole("img", { name: /^Usage by day, / });
  await expect(chart).toBeVisible({ timeout: 30_000 });
  await agrees(page);
  await page
    .getByRole("table", { name: "Usage by device" })
    .getByRole("rowheader")
    .getByRole("link")
    .first()
    .click();
  await expect(page.getByRole("heading", { name: "Usage of this device" })).toBeVisible();
  await expect(chart).toBeVisible({ timeout: 30_000 });
  await agrees(page);
});

/** The picture's words, the bar under the reader's finger and the tables tell the same numbers. */
async function agrees(page: Page): Promise<void> {
  const words = await page.getByRole("img", { name: /^Usage by day, / }).getAttribute("aria-label");
  const total = /: ([\d,]+) uses? in all/.exec(words ?? "")?.[1];
  expect(total).toMatch(/^[1-9]/);
  await page.getByText("Usage by day as a table").click();
  const rows = page.getByRole("table", { name: "Usage by day" }).getByRole("row");
  await expect(rows.last().getByRole("cell").last()).toHaveText(total ?? "");

  const times = await page.getByRole("table", { name: "Usage by name" }).getByRole("cell").allTextContents();
  const sum = times.filter((_, index) => index % 2 === 0).reduce((all, text) => all + toNumber(text), 0);
  expect(sum).toBe(toNumber(total ?? ""));

  const reader = page.getByRole("slider", { name: "Read Usage by day" });
  await reader.focus();
  await reader.press("Home");
  const [day, ...counts] = await rows.nth(1).locator("th, td").allTextContents();
  await expect(reader).toHaveAttribute("aria-valuetext", new RegExp(`^${day}: ${counts.at(-1)}`));
}

const toNumber = (text: string) => Number(text.replaceAll(",", ""));

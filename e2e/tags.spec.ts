import { chooseTyped } from "./fixtures/forms";
import { apiAs, signIn } from "./fixtures/people";
import { sandbox } from "./fixtures/sandbox";
import { type APIRequestContext, expect, type Page, test } from "./fixtures/test";

/** Well formed, and of no device. */
const unknownUid = "ffffffffffffffff";

const rowMenu = (page: Page, name: string) => page.getByRole("button", { name: `Actions for ${name}` });

/** The newest audit rows of an action, as outcomes. */
async function outcomesOf(action: string, subjectId: string): Promise<string[]> {
  const api = await apiAs("auditor");
  const answer = await api.get("/api/v1/audit", { params: { action, subjectId } });
  const { items } = await answer.json();
  await api.dispose();
  return items.map(({ outcome }: { outcome: string }) => outcome);
}

/** The devices that match, by RoT UID and in the vendor's order: all of them, or the first `count`. */
async function devicesOf(api: APIRequestContext, { tag, count }: { tag?: string; count?: number }) {
  const uids: string[] = [];
  for (let number = 1; ; number += 1) {
    const answer = await api.get("/api/v1/devices", { params: { ...(tag && { tag }), page: number } });
    const { items, page } = await answer.json();
    uids.push(...items.map(({ rotPublicUid }: { rotPublicUid: string }) => rotPublicUid));
    if (number * page.size >= Math.min(page.total, count ?? Infinity)) return uids.slice(0, count);
  }
}

/** Somebody else's change, made while the journey has its page open. */
async function change(api: APIRequestContext, act: string, data: object): Promise<void> {
  const answer = await api.post(`/api/v1/tags${act}`, { data });
  expect(answer.ok(), await answer.text()).toBe(true);
}

/** The job with this title, once it has come to its end. */
async function endedJob(api: APIRequestContext, title: string) {
  let found: { jobId: string; state: string; rows: Record<string, number> } | undefined;
  await expect
    .poll(
      async () => {
        const { items } = await (await api.get("/api/v1/jobs")).json();
        found = items.find((job: { title: string; state: string }) => job.title === title);
        return found?.state;
      },
      { timeout: 30_000 },
    )
    .toBe("done");
  return found as NonNullable<typeof found>;
}

/** Starts the plan that is shown under this title. */
async function start(page: Page, title: string, label: string): Promise<void> {
  const button = page.getByRole("dialog", { name: title }).getByRole("button", { name: label });
  await button.click();
  await expect(button).toBeHidden();
}

/** How many rows of the plan are skipped for this reason, as the dialog shows it. */
const skippedRows = (page: Page, reason: string) =>
  page
    .getByRole("table", { name: "Why rows are skipped" })
    .getByRole("row")
    .filter({ hasText: reason })
    .getByRole("cell");

async function chooseTag(page: Page, name: string): Promise<void> {
  await chooseTyped(page, page.getByRole("combobox", { name: "Tags" }), name);
}

test("a tag is created, assigned, cannot be deleted while assigned, is removed everywhere and then deleted", async ({
  page,
}) => {
  const name = "journey / 100% ÄÖ";
  const api = await apiAs("admin");
  const uids = await devicesOf(api, { tag: "downtown", count: 3 });
  await signIn(page, "admin", "/tags");

  await page.getByRole("button", { name: "Create tag" }).first().click();
  const form = page.getByRole("dialog", { name: "Create tag" });
  await form.getByLabel("Name").fill("not | allowed");
  await form.getByRole("button", { name: "Create tag" }).click();
  await expect(form.getByText("cannot contain any of")).toBeVisible();
  await form.getByLabel("Name").fill(name);
  await form.getByRole("button", { name: "Create tag" }).click();
  await expect(form).toBeHidden();
  await expect(page.getByRole("row").filter({ hasText: name })).toBeVisible();

  await rowMenu(page, name).click();
  await page.getByRole("menuitem", { name: "Assign to…" }).click();
  const assign = page.getByRole("dialog", { name: "Assign tag" });
  await assign.getByRole("textbox", { name: "RoT UIDs" }).fill([...uids, unknownUid].join("\n"));
  await assign.getByRole("button", { name: "Assign tag" }).click();
  await expect(assign).toBeHidden();
  await expect(skippedRows(page, "u-blox knows no device with this RoT UID.")).toHaveText("1");
  await start(page, `Assign ${name} to 3 devices`, "Assign tags to 3 devices");
  expect((await endedJob(api, `Assign ${name} to 3 devices`)).rows).toMatchObject({ done: 3, skipped: 1 });

  await rowMenu(page, name).click();
  await page.getByRole("menuitem", { name: "Delete tag…" }).click();
  await expect(page.getByText("Assigned to 3 devices. Remove it there first")).toBeVisible();
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).last().click();
  const refused = await api.delete(`/api/v1/tags/${encodeURIComponent(name)}`);
  expect(refused.status()).toBe(422);
  expect((await refused.json()).detail).toContain("This tag is currently assigned to ROTPublicUID(s)");

  await rowMenu(page, name).click();
  await page.getByRole("menuitem", { name: "Remove from all devices…" }).click();
  const everywhere = page.getByRole("dialog", { name: "Remove tag from all devices" });
  await everywhere.getByLabel("Type the tag's name to confirm").fill(name);
  await everywhere.getByRole("button", { name: "Remove tag from all devices" }).click();
  await expect(everywhere).toBeHidden();

  await rowMenu(page, name).click();
  await page.getByRole("menuitem", { name: "Delete tag…" }).click();
  const remove = page.getByRole("dialog", { name: "Delete tag" });
  await remove.getByRole("button", { name: "Delete tag" }).click();
  await expect(remove).toBeHidden();
  await expect(page.getByRole("row").filter({ hasText: name })).toHaveCount(0);

  expect(await outcomesOf("tags.create", name)).toEqual(["succeeded", "intent"]);
  expect(await outcomesOf("tags.delete", name)).toEqual(["succeeded", "intent", "failed", "intent"]);
  await api.dispose();
});

test("one device is changed at once, without a plan", async ({ page }) => {
  const name = "only one";
  const api = await apiAs("admin");
  await change(api, "", { tagName: name });
  const [uid = ""] = await devicesOf(api, { tag: "downtown", count: 1 });
  await signIn(page, "admin", "/devices?tag=downtown");
  await rowMenu(page, uid).click();
  await page.getByRole("menuitem", { name: "Assign tags…" }).click();
  const form = page.getByRole("dialog", { name: "Assign tags to device" });
  await chooseTag(page, name);
  await form.getByRole("button", { name: "Assign tags" }).click();
  await expect(form).toBeHidden();
  expect(await devicesOf(api, { tag: name })).toEqual([uid]);
  await api.dispose();
});

test("what was selected over all pages is what runs, whatever the filter finds meanwhile", async ({
  page,
}) => {
  const [source, target] = ["journey source", "journey target"];
  const api = await apiAs("admin");
  for (const tagName of [source, target]) await change(api, "", { tagName });
  const all = await devicesOf(api, { count: 250 });
  const [selected, later] = [all.slice(0, 230), all.slice(230, 250)];
  const [carriesAlready = "", ...others] = selected;
  await change(api, "/assign", { tagNames: [source], rotPublicUids: selected });
  await change(api, "/assign", { tagNames: [target], rotPublicUids: [carriesAlready] });
  await signIn(page, "admin", `/devices?tag=${encodeURIComponent(source)}`);

  const bar = page.getByRole("region", { name: "Selection" });
  const selectAll = async () => {
    await page.getByRole("checkbox", { name: "Select all devices on this page" }).check();
    await expect(bar).toContainText("All 100 on this page selected");
    await bar.getByRole("button", { name: "Select all 230 matching" }).click();
    await expect(bar).toContainText("All 230 matching devices selected");
  };
  await selectAll();
  await page.keyboard.press("Escape");
  await expect(bar).toBeHidden();
  await selectAll();
  // On the next page everything is selected too.
  await page.getByRole("button", { name: "Next page" }).click();
  await expect(page.getByRole("checkbox", { name: `Select ${selected[100]}` })).toBeChecked();

  await bar.getByRole("button", { name: "Assign tags to 230 devices…" }).click();
  const form = page.getByRole("dialog", { name: "Assign tags to 230 devices" });
  await chooseTag(page, target);
  await form.getByRole("button", { name: "Make plan" }).click();
  await expect(form).toBeHidden();
  const title = `Assign ${target} to 229 devices`;
  await expect(skippedRows(page, `Already carries ${target}.`)).toHaveText("1");

  // Somebody changes what the filter finds between the plan and its start.
  await change(api, "/unassign", { tagNames: [source], rotPublicUids: others.slice(0, 5) });
  await change(api, "/assign", { tagNames: [source], rotPublicUids: later });
  await start(page, title, "Assign tags to 229 devices");
  await expect(bar).toBeHidden();

  expect((await endedJob(api, title)).rows).toMatchObject({ total: 230, done: 229, skipped: 1 });
  expect(await devicesOf(api, { tag: target })).toEqual(selected);
  const sent = (await sandbox.calls("ublox")).map(({ path, body }) => ({ path, body }));
  expect(sent).toContainEqual({
    path: "/v1/tag/assign",
    body: { TagNames: [target], ROTPublicUIDs: others },
  });
  await api.dispose();
});

test("tags are removed from everything that a filter finds, after its number was typed", async ({ page }) => {
  const name = "journey to remove";
  const api = await apiAs("admin");
  await change(api, "", { tagName: name });
  await change(api, "/assign", { tagNames: [name], rotPublicUids: await devicesOf(api, { count: 120 }) });
  await signIn(page, "admin", `/devices?tag=${encodeURIComponent(name)}`);
  await page.getByRole("checkbox", { name: "Select all devices on this page" }).check();
  const bar = page.getByRole("region", { name: "Selection" });
  await bar.getByRole("button", { name: "Select all 120 matching" }).click();
  await bar.getByRole("button", { name: "Remove tags from 120 devices…" }).click();
  const form = page.getByRole("dialog", { name: "Remove tags from 120 devices" });
  await chooseTag(page, name);
  await form.getByRole("button", { name: "Make plan" }).click();
  const title = `Remove ${name} from 120 devices`;
  await page.getByLabel("Type the number of devices").fill("120");
  await start(page, title, "Remove tags from 120 devices");
  expect((await endedJob(api, title)).rows).toMatchObject({ done: 120 });
  expect(await devicesOf(api, { tag: name })).toEqual([]);
  await api.dispose();
});

test("of a file each device is judged before the plan stands: one that u-blox does not know is left out", async ({
  page,
}) => {
  const name = "journey file";
  const api = await apiAs("admin");
  await change(api, "", { tagName: name });
  const good = await devicesOf(api, { count: 11 });
  await signIn(page, "admin", "/tags?page=2");
  await rowMenu(page, name).click();
  await page.getByRole("menuitem", { name: "Assign to…" }).click();
  const form = page.getByRole("dialog", { name: "Assign tag" });
  await form.getByRole("radio", { name: "A file of RoT UIDs" }).check();
  const lines = [...good.slice(0, 6), unknownUid, ...good.slice(6), good[0], "no UID at all"];
  await form.getByLabel("File of RoT UIDs", { exact: true }).setInputFiles({
    name: "north.txt",
    mimeType: "text/plain",
    buffer: Buffer.from(lines.join("\n")),
  });
  await form.getByRole("button", { name: "Assign tag" }).click();
  const title = `Assign ${name} to 11 devices`;
  await expect(skippedRows(page, "An earlier line names it already.")).toHaveText("1");
  await start(page, title, "Assign tags to 11 devices");

  const { jobId, rows } = await endedJob(api, title);
  expect(rows).toMatchObject({ total: 14, done: 11, failed: 0, skipped: 3 });
  const skipped = await (
    await api.get(`/api/v1/jobs/${jobId}/rows`, { params: { state: "skipped" } })
  ).json();
  expect(skipped.items).toContainEqual(
    expect.objectContaining({
      ordinal: 7,
      target: unknownUid,
      words: "u-blox knows no device with this RoT UID.",
    }),
  );
  expect(await devicesOf(api, { tag: name })).toEqual(good);
  await api.dispose();
});

test("support reads tags and is offered no change", async ({ page }) => {
  await signIn(page, "support", "/tags");
  await expect(page.getByRole("row").nth(1)).toBeVisible();
  await expect(page.getByRole("button", { name: "Create tag" })).toHaveCount(0);
  await page
    .getByRole("button", { name: /^Actions for/ })
    .first()
    .click();
  await expect(page.getByRole("menuitem")).toHaveText(["Show devices"]);
});

test("a lost answer is an unknown outcome: said so, recorded so, and not sent again", async ({ page }) => {
  const name = "lost answer";
  await signIn(page, "admin", "/tags");
  await expect(page.getByRole("row").nth(1)).toBeVisible();
  await sandbox.setFault({ vendor: "ublox", fault: "lost_answer", pathPrefix: "/v1/tag/create", times: 1 });
  await page.getByRole("button", { name: "Create tag" }).first().click();
  const form = page.getByRole("dialog", { name: "Create tag" });
  await form.getByLabel("Name").fill(name);
  await form.getByRole("button", { name: "Create tag" }).click();
  await expect(form.getByText("The outcome is unknown")).toBeVisible();
  await expect(form.getByText("Look whether it happened before you try again")).toBeVisible();
  await expect(form.getByLabel("Name")).toHaveValue(name);
  expect(await outcomesOf("tags.create", name)).toEqual(["unknown", "intent"]);
  const sent = (await sandbox.calls("ublox")).filter(({ path }) => path === "/v1/tag/create");
  expect(sent.filter(({ body }) => JSON.stringify(body).includes(name))).toHaveLength(1);
});

import { readFile } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import type { Job } from "@/lib/contract/jobs";
import { chooseTyped } from "./fixtures/forms";
import {
  callsFor,
  changeTags,
  createTag,
  deleteTag,
  devicesOf,
  jobTitled,
  latestCall,
  makePlan,
  makeRemovalPlan,
  makeTag,
  planDialog,
  progressOf,
  rowsOf,
  slowRemovals,
  startPlan,
  untilJob,
  untilState,
} from "./fixtures/jobs";
import { apiAs, apiOf, consoleUrl, signIn } from "./fixtures/people";
import { sandbox } from "./fixtures/sandbox";
import { type APIRequestContext, expect, type Page, test } from "./fixtures/test";

test.setTimeout(120_000);

let api: APIRequestContext;
test.beforeEach(async () => {
  api = await apiAs("admin");
});
test.afterEach(async () => {
  await sandbox.clearFaults();
  await api.dispose();
});

const number = (value: number) => value.toLocaleString("en-US");
const sorted = (calls: readonly (readonly string[])[]) => calls.flat().toSorted();
const isOver = ({ state }: Job) => state === "done" || state === "stopped";

/** Starts the plan of the page in view, which takes a tag away from so many devices. */
async function startRemoval(page: Page, count: number): Promise<void> {
  await page.getByLabel("Type the number of devices").fill(String(count));
  await page.getByRole("button", { name: `Remove tags from ${number(count)} devices` }).click();
}

/** The number of rows that a table of reasons has for one of them. */
const rowsFor = (page: Page, table: string, reason: string) =>
  page.getByRole("table", { name: table }).getByRole("row").filter({ hasText: reason }).getByRole("cell");

/**
 * A job on 67 devices that assigns a tag, some of which u-blox refused: the tag was gone for a moment. Three devices are
 * skipped, since they carried it when the plan was made.
 */
async function partlyRefusedJob(tagName: string): Promise<Job> {
  const ids = await devicesOf(api, { count: 67 });
  await createTag(api, tagName);
  await changeTags(api, "assign", tagName, ids.slice(0, 3));
  const input = { tagNames: [tagName] };
  const plan = await makePlan(api, { kind: "tags.assign", input, targets: { from: "list", ids } });
  await changeTags(api, "unassign", tagName, ids.slice(0, 3));
  await deleteTag(api, tagName);
  // A refused call is cut in halves until the rows at fault are found: here one after the other, at the pace of jobs.
  await startPlan(api, plan, null);
  await untilJob(api, plan.jobId, ({ rows }) => rows.failed > 0);
  await createTag(api, tagName);
  const job = await untilState(api, plan.jobId, "done");
  expect(job.rows).toMatchObject({ total: 67, skipped: 3, done: 64 - job.rows.failed });
  expect(job.rows.done).toBeGreaterThan(0);
  return job;
}

test("what was previewed is what runs, exactly, whatever the filter finds meanwhile", async ({ page }) => {
  const tag = "jobs frozen";
  const carriers = await makeTag(api, tag, 1_100);
  const latecomers = (await devicesOf(api, { count: 1_120 })).slice(1_100);
  await signIn(page, "admin", `/devices?tag=${encodeURIComponent(tag)}`);
  await page.getByRole("checkbox", { name: "Select all devices on this page" }).check();
  const bar = page.getByRole("region", { name: "Selection" });
  await bar.getByRole("button", { name: "Select all 1,100 matching" }).click();
  await bar.getByRole("button", { name: "Remove tags from 1,100 devices…" }).click();
  const form = page.getByRole("dialog", { name: "Remove tags from 1,100 devices" });
  await chooseTyped(page, form.getByRole("combobox", { name: "Tags" }), tag);
  await form.getByRole("button", { name: "Make plan" }).click();

  const title = `Remove ${tag} from 1,100 devices`;
  const plan = planDialog(page, title);
  await expect(plan.getByText("3 calls to u-blox, less than a minute")).toBeVisible();
  const { jobId } = await jobTitled(api, title);
  const previewed = (await rowsOf(api, jobId)).map(({ target }) => target);
  expect(previewed).toEqual(carriers);

  await changeTags(api, "unassign", tag, carriers.slice(0, 5));
  await changeTags(api, "assign", tag, latecomers);
  const after = await latestCall();
  await plan.getByLabel("Type the number of devices").fill("1100");
  await plan.getByRole("button", { name: "Remove tags from 1,100 devices" }).click();
  await expect(plan).toBeHidden();

  expect((await untilJob(api, jobId, isOver)).rows).toMatchObject({ total: 1_100, done: 1_100 });
  const sent = await callsFor("remove", tag, { after });
  expect(sorted(sent)).toEqual(previewed.toSorted());
  expect(sent.map((rows) => rows.length).toSorted()).toEqual([100, 500, 500]);
  expect(await devicesOf(api, { tag })).toEqual(latecomers);
});

test("a job is paused and resumed; after a reload, and in another browser, it stands the same", async ({
  page,
  browser,
}) => {
  const tag = "jobs paused";
  const plan = await makeRemovalPlan(api, tag, 2_600);
  await slowRemovals(4);
  await signIn(page, "admin", `/jobs/${plan.jobId}`);
  await startRemoval(page, 2_600);
  await page.getByRole("button", { name: "Pause job" }).click();
  await expect(page.getByText("Paused by admin@muniment.example.", { exact: true })).toBeVisible();

  // Calls under way come to their end, and no other is begun.
  const paused = await untilJob(api, plan.jobId, ({ rows }) => rows.sent === 0);
  expect(paused.state).toBe("paused");
  const begun = await callsFor("remove", tag);
  expect(begun).toHaveLength(paused.calls.made);
  expect(begun.flat()).toHaveLength(paused.rows.done);

  const howFar = `${number(paused.rows.done)} of 2,600 devices · ${paused.calls.made} of 6 calls to u-blox`;
  await expect(progressOf(page)).toHaveAttribute("aria-valuetext", howFar);
  await page.reload();
  await expect(progressOf(page)).toHaveAttribute("aria-valuetext", howFar);
  const other = await (await browser.newContext()).newPage();
  await signIn(other, "support", `/jobs/${plan.jobId}`);
  await expect(progressOf(other)).toHaveAttribute("aria-valuetext", howFar);
  await expect(other.getByRole("button", { name: "Resume job" })).toHaveCount(0);

  await sandbox.clearFaults();
  await page.getByRole("button", { name: "Resume job" }).click();
  for (const seen of [page, other]) {
    await expect(progressOf(seen)).toHaveAttribute(
      "aria-valuetext",
      "2,600 devices · 6 of 6 calls to u-blox",
      { timeout: 30_000 },
    );
    await expect(seen).toHaveTitle(/^Done · /);
  }
  expect(sorted(await callsFor("remove", tag))).toEqual(sorted([await devicesOf(api, { count: 2_600 })]));
  await other.context().close();
});

test("a stop says what has happened and what will not; what is unfinished can be taken up again", async ({
  page,
}) => {
  const tag = "jobs stopped";
  const plan = await makeRemovalPlan(api, tag, 2_600);
  await slowRemovals(8);
  await signIn(page, "admin", `/jobs/${plan.jobId}`);
  await startRemoval(page, 2_600);
  await untilJob(api, plan.jobId, ({ rows }) => rows.sent === 1_000);
  await page.getByRole("button", { name: "Stop job…" }).click();
  const question = page.getByRole("dialog", { name: "Stop job" });
  await expect(question).toContainText("1,600 devices were not begun and will be skipped.");
  await expect(question).toContainText("1,000 devices are on the way: what was sent comes to its end.");
  await question.getByRole("button", { name: "Stop job" }).click();
  await expect(page.getByText("Stopped by admin@muniment.example.", { exact: true })).toBeVisible();

  const stopped = await untilJob(api, plan.jobId, ({ rows }) => rows.sent === 0);
  expect(stopped.rows).toMatchObject({ total: 2_600, done: 1_000, skipped: 1_600 });
  await expect(progressOf(page)).toHaveAttribute("aria-valuetext", /^1,000 of 2,600 devices/);
  await expect(rowsFor(page, "Why rows are skipped", "Not begun before the job stopped")).toHaveText("1,600");
  await page.getByRole("link", { name: "Show these rows" }).click();
  await expect(page.getByText("Not begun: the job was stopped before.").first()).toBeVisible();
  expect(sorted(await callsFor("remove", tag))).toHaveLength(1_000);

  await sandbox.clearFaults();
  await page.getByRole("button", { name: "Retry unfinished" }).click();
  await expect(page.getByRole("button", { name: "Retry unfinished" })).toHaveCount(0);
  expect((await untilJob(api, plan.jobId, isOver)).rows).toMatchObject({ done: 2_600, skipped: 0 });
  expect(sorted(await callsFor("remove", tag))).toEqual(sorted([await devicesOf(api, { count: 2_600 })]));
});

test("only the rows that failed are tried again", async ({ page }) => {
  const tag = "jobs refused";
  const { jobId, rows } = await partlyRefusedJob(tag);
  const failed = (await rowsOf(api, jobId, "failed")).map(({ target }) => target);
  expect(failed).toHaveLength(rows.failed);
  const after = await latestCall();
  await signIn(page, "admin", `/jobs/${jobId}`);
  await expect(page.getByText(`Done, ${rows.failed} failed`).first()).toBeVisible();
  const refusal = "The vendor refused it: “Bad Request. Invalid TagNames”";
  await expect(rowsFor(page, "Why rows failed", refusal)).toHaveText(String(rows.failed));
  await page.getByRole("button", { name: `Retry failed (${rows.failed})` }).click();

  await expect(progressOf(page)).toHaveAttribute("aria-valuetext", /^64 devices · /);
  await expect(page.getByRole("table", { name: "Why rows failed" })).toHaveCount(0);
  expect((await untilJob(api, jobId, isOver)).rows).toMatchObject({ done: 64, failed: 0, skipped: 3 });
  expect(sorted(await callsFor("assign", tag, { after }))).toEqual(failed.toSorted());
});

test("the result file holds input, outcome, the vendor's answer and the request of every row", async ({
  page,
}) => {
  const { jobId, rows } = await partlyRefusedJob("jobs result");
  await signIn(page, "admin", `/jobs/${jobId}`);
  const download = async (item: string) => {
    await page.getByRole("button", { name: "Download result" }).click();
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("menuitem", { name: item }).click(),
    ]);
    return readFile(await file.path(), "utf8");
  };
  const lines: Record<string, unknown>[] = (await download("Download all rows as JSON lines"))
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  const listed = await rowsOf(api, jobId);
  expect(lines.map(({ target, state }) => [target, state])).toEqual(
    listed.map(({ target, state }) => [target, state]),
  );
  const failed = lines.filter(({ state }) => state === "failed");
  expect(failed).toHaveLength(rows.failed);
  for (const line of failed) {
    expect(line).toMatchObject({
      does: "assign jobs result",
      words: "The vendor refused it: “Bad Request. Invalid TagNames”",
      answer: "Bad Request. Invalid TagNames",
      requestId: expect.stringMatching(/^req_/),
    });
  }
  for (const { state, requestId } of lines) {
    if (state === "skipped") expect(requestId).toBeNull();
    else expect(requestId).toMatch(/^req_/);
  }
  // A request leads to what the audit history holds of the call.
  const params = { requestId: String(failed[0]?.requestId) };
  const { items } = await (await api.get("/api/v1/audit", { params })).json();
  expect(items.map(({ outcome, action }: { outcome: string; action: string }) => [outcome, action])).toEqual([
    ["failed", "tags.assign"],
    ["intent", "tags.assign"],
  ]);

  const table: Record<string, string>[] = parse(await download("Download all rows as CSV"), {
    columns: true,
  });
  const asText = (value: unknown) => (value === null ? "" : String(value));
  expect(table).toEqual(
    lines.map((line) =>
      Object.fromEntries(Object.keys(table[0] ?? {}).map((key) => [key, asText(line[key])])),
    ),
  );
  const onlyFailed = parse(await download(`Download the ${rows.failed} failed rows as CSV`), {
    columns: true,
  });
  expect(onlyFailed).toEqual(table.filter(({ state }) => state === "failed"));
});

test("a result file runs nothing in a spreadsheet", async () => {
  const plan = await makePlan(
    api,
    {
      kind: "tags.assign",
      input: { tagNames: ["downtown"] },
      targets: { from: "file", fileName: "sums.txt" },
    },
    '=HYPERLINK("http://elsewhere.example")\n@SUM(1+1)\n',
  );
  const file = await api.get(`/api/v1/jobs/${plan.jobId}/results`, { params: { format: "csv" } });
  const rows: Record<string, string>[] = parse(await file.text(), { columns: true });
  expect(rows.map(({ target, state }) => [target?.slice(0, 5), state])).toEqual([
    ["'=HYP", "skipped"],
    ["'@SUM", "skipped"],
  ]);
});

test("while the vendor is away a job pauses, says so, and goes on by itself", async ({ page }) => {
  const tag = "jobs away";
  const plan = await makeRemovalPlan(api, tag, 20);
  await sandbox.setFault({ vendor: "ublox", fault: "unavailable", pathPrefix: "/v1/tag/remove" });
  await signIn(page, "admin", `/jobs/${plan.jobId}`);
  await startRemoval(page, 20);
  const notice = page.getByText("u-blox is away, or asks for a rest");
  await expect(notice).toBeVisible();
  await expect(page.getByText(/It goes on by itself: the next try is/)).toBeVisible();
  await sandbox.clearFaults();
  await expect(progressOf(page)).toHaveAttribute("aria-valuetext", /^20 devices · /, { timeout: 45_000 });
  await expect(notice).toHaveCount(0);
  expect((await untilJob(api, plan.jobId, isOver)).rows).toMatchObject({ done: 20, unknown: 0 });
  const removals = (await sandbox.calls("ublox")).filter(({ body }) => JSON.stringify(body)?.includes(tag));
  const answered = removals.filter(({ path, status }) => path === "/v1/tag/remove" && status === 200);
  expect(answered).toHaveLength(1);
});

test("a list is exported as a job, and its file is complete", async ({ page }) => {
  await signIn(page, "support", "/devices");
  await expect(page.getByRole("row").nth(1)).toBeVisible();
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Export these as CSV…" }).click();
  const devices = await devicesOf(api);
  const title = `Export ${devices.length.toLocaleString("en-US")} devices`;
  const plan = planDialog(page, title);
  await expect(
    plan.getByText("Changes nothing: the list is read to its end and kept as a file."),
  ).toBeVisible();
  await plan.getByRole("button", { name: title }).click();
  await expect(plan).toBeHidden();

  await page.getByRole("button", { name: /^Jobs/ }).click();
  await page.getByRole("list", { name: "Jobs under way" }).getByRole("link", { name: title }).click();
  const download = page.getByRole("link", { name: "Download file" });
  await expect(download).toBeVisible({ timeout: 45_000 });
  const [file] = await Promise.all([page.waitForEvent("download"), download.click()]);
  expect(file.suggestedFilename()).toMatch(/^devices-\d{4}-\d{2}-\d{2}\.csv$/);
  const rows: Record<string, string>[] = parse(await readFile(await file.path(), "utf8"), { columns: true });
  expect(rows.map(({ rotPublicUid }) => rotPublicUid)).toEqual(devices);
});

test("a person who is disabled in the middle stops the jobs that run under that name, with the reason", async ({
  page,
}) => {
  const tag = "jobs disabled";
  const person = { email: "leaver@muniment.example", password: "a long enough password" };
  const invitation = await api.post("/api/v1/users", {
    data: { email: person.email, name: "Lea Leaver", role: "admin" },
  });
  const { user, link } = await invitation.json();
  const secret = new URL(link, consoleUrl()).hash.slice(1);
  expect((await api.post("/api/welcome", { data: { secret, password: person.password } })).ok()).toBe(true);
  const leaver = await apiOf(person);
  const plan = await makeRemovalPlan(leaver, tag, 2_600);
  await slowRemovals(5);
  await startPlan(leaver, plan);
  await leaver.dispose();

  await signIn(page, "support", `/jobs/${plan.jobId}`);
  await untilJob(api, plan.jobId, ({ rows }) => rows.sent > 0);
  expect((await api.post(`/api/v1/users/${user.userId}/disable`)).ok()).toBe(true);
  await expect(page.getByText("leaver@muniment.example may not do this any more")).toBeVisible({
    timeout: 30_000,
  });
  const reason = "leaver@muniment.example, who started it, cannot sign in any more.";
  await expect(page.getByText(reason, { exact: true })).toBeVisible();
  const stopped = await untilJob(api, plan.jobId, ({ rows }) => rows.sent === 0);
  expect(stopped.state).toBe("stopped");
  expect(stopped.rows.skipped).toBeGreaterThan(0);
  expect((await callsFor("remove", tag)).flat()).toHaveLength(stopped.rows.done);
  const [skipped] = await rowsOf(api, plan.jobId, "skipped");
  expect(skipped?.words).toBe("Not begun: the person who started the job may not go on.");
});

test("support sees plans for tags and cannot start them; requesters see no jobs at all", async ({
  page,
  browser,
}) => {
  const plan = await makeRemovalPlan(api, "jobs roles", 2);
  await signIn(page, "support", `/jobs/${plan.jobId}`);
  await expect(page.getByText("Your role cannot start this plan. The role Administrator can.")).toBeVisible();
  await expect(page.getByRole("button", { name: /^(Remove tags|Discard plan)/ })).toHaveCount(0);
  const support = await apiAs("support");
  const start = await support.post(`/api/v1/jobs/${plan.jobId}/start`, { data: { digest: plan.digest } });
  expect(start.status()).toBe(403);
  const targets = { from: "list", ids: await devicesOf(api, { count: 1 }) };
  const preview = { kind: "tags.assign", input: { tagNames: ["downtown"] }, targets };
  expect((await support.post("/api/v1/jobs", { data: preview })).status()).toBe(403);
  await support.dispose();

  const other = await (await browser.newContext()).newPage();
  await signIn(other, "requester", `/jobs/${plan.jobId}`);
  await expect(other.getByText("Your role cannot see jobs")).toBeVisible();
  await expect(other.getByRole("link", { name: "Jobs" })).toHaveCount(0);
  await expect(other.getByRole("button", { name: /^Jobs/ })).toHaveCount(0);
  const requester = await apiAs("requester");
  for (const path of ["", `/${plan.jobId}`, `/${plan.jobId}/rows`, `/${plan.jobId}/results`]) {
    expect((await requester.get(`/api/v1/jobs${path}`)).status()).toBe(403);
  }
  await requester.dispose();
  await other.context().close();
});

import { lookAt } from "./fixtures/accessibility";
import {
  devicesOf,
  makePlan,
  makeRemovalPlan,
  progressOf,
  slowRemovals,
  startPlan,
  untilJob,
  untilState,
} from "./fixtures/jobs";
import { apiAs, signIn } from "./fixtures/people";
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

/** From now on, everything that live regions say is kept, and how often the bar of the page changes. */
async function listen(page: Page) {
  await page.evaluate(() => {
    const heard = { said: [] as string[], moves: 0 };
    Object.assign(window, { heard });
    new MutationObserver((changes) => {
      for (const { target, type } of changes) {
        const element = target instanceof Element ? target : target.parentElement;
        if (type === "attributes") {
          if (element?.getAttribute("role") === "progressbar") heard.moves += 1;
          continue;
        }
        const region = element?.closest("[aria-live], [role=status], [role=alert], [role=log]");
        const text = region?.textContent?.trim();
        if (text && heard.said.at(-1) !== text) heard.said.push(text);
      }
    }).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
      attributeFilter: ["aria-valuetext"],
    });
  });
  return (): Promise<{ said: string[]; moves: number }> => page.evaluate("heard");
}

const tray = (page: Page) => page.getByRole("button", { name: /^Jobs/ });
const focused = (page: Page) => page.locator(":focus");

test("start and end of a job are said aloud, and not every step in between", async ({ page }) => {
  const plan = await makeRemovalPlan(api, "jobs aloud", 3_000);
  await slowRemovals(1.5);
  await signIn(page, "admin", `/jobs/${plan.jobId}`);
  await page.getByLabel("Type the number of devices").fill("3000");
  const heard = await listen(page);
  await page.getByRole("button", { name: "Remove tags from 3,000 devices" }).click();
  await expect(progressOf(page)).toHaveAttribute("aria-valuetext", /^3,000 devices · /, { timeout: 45_000 });
  await expect(page).toHaveTitle(/^Done · /);
  const title = "Remove jobs aloud from 3,000 devices";
  await expect
    .poll(async () => (await heard()).said)
    .toEqual([`Started: ${title}`, `Done: ${title}, 3,000 devices`]);
  expect((await heard()).moves).toBeGreaterThan(2);
});

test("trouble is said aloud once, however often the job tries", async ({ page }) => {
  const plan = await makeRemovalPlan(api, "jobs trouble", 20);
  await sandbox.setFault({ vendor: "ublox", fault: "rate_limited", pathPrefix: "/v1/tag/remove", times: 2 });
  await signIn(page, "admin", `/jobs/${plan.jobId}`);
  await page.getByLabel("Type the number of devices").fill("20");
  const heard = await listen(page);
  await page.getByRole("button", { name: "Remove tags from 20 devices" }).click();
  await expect(page).toHaveTitle(/^Done · /, { timeout: 60_000 });
  const title = "Remove jobs trouble from 20 devices";
  await expect
    .poll(async () => (await heard()).said.filter((words) => words.includes(title)))
    .toEqual([`Started: ${title}`, `Paused by itself: ${title}`, `Done: ${title}, 20 devices`]);
});

test("elsewhere the end of a job is a toast, a notice and, for a hidden tab, its title", async ({ page }) => {
  const quick = await makeRemovalPlan(api, "jobs told", 20);
  const [shown, hidden] = [quick, await makeRemovalPlan(api, "jobs told hidden", 20)];
  await signIn(page, "admin", "/tags");
  await expect(page.getByRole("row").nth(1)).toBeVisible();
  const heard = await listen(page);
  await startPlan(api, shown);
  const toast = page.getByRole("dialog", { name: shown.title });
  await expect(toast).toContainText("20 devices done.");
  expect((await heard()).said.filter((words) => words.includes(shown.title))).toHaveLength(1);
  await toast.getByRole("button", { name: "Open" }).click();
  await expect(page.getByRole("heading", { level: 1, name: shown.title })).toBeVisible();

  const setVisibility = (state: "hidden" | "visible") =>
    page.evaluate((visibilityState) => {
      Object.defineProperties(document, {
        visibilityState: { value: visibilityState, configurable: true },
        hidden: { value: visibilityState === "hidden", configurable: true },
      });
      document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
    }, state);
  await setVisibility("hidden");
  await startPlan(api, hidden);
  await expect(page).toHaveTitle(`● ${hidden.title}`);
  await setVisibility("visible");
  await expect(page).toHaveTitle(`Done · ${shown.title} · Muniment`);

  await expect(tray(page)).toHaveAccessibleName(/new notices?$/);
  await tray(page).click();
  const notice = page
    .getByRole("region", { name: "Notices" })
    .getByRole("listitem")
    .filter({ hasText: hidden.title });
  await expect(notice).toContainText("New");
  await expect(tray(page)).not.toHaveAccessibleName(/new/);
});

test("a paused page asks for nothing and does not change until it is resumed", async ({ page }) => {
  const plan = await makeRemovalPlan(api, "jobs in peace", 2_600);
  await slowRemovals(1);
  await signIn(page, "admin", `/jobs/${plan.jobId}`);
  await page.getByLabel("Type the number of devices").fill("2600");
  await page.getByRole("button", { name: "Remove tags from 2,600 devices" }).click();
  await expect(page.getByRole("button", { name: "Pause job" })).toBeVisible();
  await page.getByRole("button", { name: "Pause updating" }).click();
  await expect(page.getByText("· paused")).toBeVisible();
  const howFar = (await progressOf(page).getAttribute("aria-valuetext")) ?? "";
  const asked: string[] = [];
  let trayAsked = 0;
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith(`/api/v1/jobs/${plan.jobId}`)) asked.push(pathname);
    if (pathname === "/api/v1/jobs") trayAsked += 1;
  });
  await untilState(api, plan.jobId, "done");
  // The header goes on: it shows that events do arrive here.
  await expect(tray(page)).not.toHaveAccessibleName(/under way/);
  expect(trayAsked).toBeGreaterThan(0);
  expect(asked).toEqual([]);
  await expect(progressOf(page)).toHaveAttribute("aria-valuetext", howFar);
  await page.getByRole("button", { name: "Resume updating" }).click();
  await expect(progressOf(page)).toHaveAttribute("aria-valuetext", /^2,600 devices · /);
});

test("a page learns by events: it asks about a running job no more than once a second", async ({ page }) => {
  const plan = await makeRemovalPlan(api, "jobs by events", 3_000);
  await slowRemovals(2);
  await signIn(page, "admin", `/jobs/${plan.jobId}/rows`);
  await expect(page.getByRole("row").nth(1)).toBeVisible();
  const asked = new Map<string, number[]>();
  page.on("request", (request) => {
    const { pathname, search } = new URL(request.url());
    if (pathname.startsWith("/api/v1/") && pathname !== "/api/v1/events") {
      asked.set(pathname + search, [...(asked.get(pathname + search) ?? []), Date.now()]);
    }
  });
  const startedAtMs = Date.now();
  await startPlan(api, plan);
  await expect(page.getByText("Done", { exact: true }).nth(5)).toBeVisible({ timeout: 45_000 });
  await untilState(api, plan.jobId, "done");
  await expect(page).toHaveTitle(/^Rows · /);
  const seconds = (Date.now() - startedAtMs) / 1_000;
  const often = [...asked].filter(([, times]) => times.length > seconds + 2);
  expect(often.map(([address, times]) => `${address}: ${times.length} in ${seconds} s`)).toEqual([]);
  expect(asked.size).toBeGreaterThan(0);
});

test("a job is watched, paused, resumed and stopped with the keyboard alone, and the focus is never lost", async ({
  page,
}) => {
  const plan = await makeRemovalPlan(api, "jobs by keyboard", 2_600);
  const { title } = plan;
  await slowRemovals(10);
  await signIn(page, "admin", "/tags");
  await expect(page.getByRole("row").nth(1)).toBeVisible();
  const inTray = page.getByRole("list", { name: "Jobs under way" });
  await expect(async () => {
    await page.keyboard.press("j");
    await expect(inTray.getByRole("link", { name: title })).toBeVisible({ timeout: 2_000 });
  }).toPass();
  // Plans stand behind what runs; the way to this one is short enough to go.
  const link = inTray.getByRole("link", { name: title });
  for (
    let steps = 0;
    steps < 30 && !(await link.evaluate((element) => element.matches(":focus")));
    steps += 1
  ) {
    await page.keyboard.press("Tab");
  }
  await expect(link).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();

  await page.getByLabel("Type the number of devices").focus();
  await page.keyboard.type("2600");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Pause job" })).toBeVisible();
  // The form is gone with its field; the name of the job has the focus.
  await expect(focused(page)).toHaveText(title);

  await page.keyboard.press("j");
  await expect(inTray.getByRole("link", { name: title })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(focused(page)).toHaveAccessibleName(`Pause ${title}`);
  await page.keyboard.press("Enter");
  await expect(focused(page)).toHaveAccessibleName(`Resume ${title}`);
  await page.keyboard.press("Enter");
  await expect(focused(page)).toHaveAccessibleName(`Pause ${title}`);
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "Pause job" }).focus();
  await page.keyboard.press("Enter");
  await expect(focused(page)).toHaveAccessibleName("Resume job");
  await page.getByRole("button", { name: "Stop job…" }).focus();
  await page.keyboard.press("Enter");
  const question = page.getByRole("dialog", { name: "Stop job" });
  await expect(question.getByRole("button", { name: "Cancel" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Stop job…" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(question.getByRole("button", { name: "Cancel" })).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(question).toBeHidden();
  await expect(page.getByText("Stopped by admin@muniment.example.", { exact: true })).toBeVisible();
  // The button that asked is gone; the focus rests on the page.
  await expect(page.getByRole("main").or(page.getByRole("main").locator("*")).and(focused(page))).toHaveCount(
    1,
  );
});

test("a plan that is discarded while its file is on the way is not sent any further", async ({ page }) => {
  await signIn(page, "admin", "/tags");
  await expect(page.getByRole("row").nth(1)).toBeVisible();
  // Held on its way, as on a slow line.
  await page.route("**/api/v1/jobs/*/targets", () => {});
  await page
    .getByRole("button", { name: /^Actions for/ })
    .first()
    .click();
  await page.getByRole("menuitem", { name: "Assign to…" }).click();
  const form = page.getByRole("dialog", { name: "Assign tag" });
  await form.getByRole("radio", { name: "A file of RoT UIDs" }).check();
  await form.getByLabel("File of RoT UIDs", { exact: true }).setInputFiles({
    name: "held.txt",
    mimeType: "text/plain",
    buffer: Buffer.from((await devicesOf(api, { count: 3 })).join("\n")),
  });
  const sending = page.waitForRequest("**/api/v1/jobs/*/targets");
  await form.getByRole("button", { name: "Assign tag" }).click();
  const upload = await sending;
  const [, jobId = ""] = /\/jobs\/([^/]+)\/targets/.exec(upload.url()) ?? [];
  const brokenOff = page.waitForEvent("requestfailed", (request) => request === upload);
  const plan = page.getByRole("dialog").filter({ hasText: "held.txt" });
  await plan.getByRole("button", { name: "Discard plan" }).click();
  await brokenOff;
  await expect(plan).toBeHidden();
  await expect.poll(async () => (await api.get(`/api/v1/jobs/${jobId}`)).status()).toBe(404);
});

for (const width of [320, 1440]) {
  test(`axe finds nothing in what moves at ${width} px: tray, plan, running, paused, stopping`, async ({
    page,
  }) => {
    const running = await makeRemovalPlan(api, `jobs axe ${width}`, 1_500);
    const ready = await makeRemovalPlan(api, `jobs axe plan ${width}`, 5);
    const ids = await devicesOf(api, { count: 3 });
    const empty = await makePlan(api, {
      kind: "tags.unassign",
      input: { tagNames: [`jobs axe ${width}`, "never assigned"] },
      targets: { from: "list", ids: [...ids, "ffffffffffffffff"] },
    });
    await page.setViewportSize({ width, height: 900 });
    await signIn(page, "admin");
    const found: string[] = [];
    const look = async (what: string, within?: string) => found.push(...(await lookAt(page, what, within)));
    for (const [what, { jobId, title }] of Object.entries({ plan: ready, skips: empty })) {
      await page.goto(`/jobs/${jobId}`);
      await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
      await look(what);
    }
    await slowRemovals(10);
    await startPlan(api, running);
    await page.goto(`/jobs/${running.jobId}`);
    await untilJob(api, running.jobId, ({ rows }) => rows.sent > 0);
    await expect(page.getByRole("button", { name: "Pause job" })).toBeVisible();
    await look("running");
    await page.keyboard.press("j");
    await expect(page.getByRole("list", { name: "Jobs under way" })).toBeVisible();
    await look("tray", "[role=dialog]");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Stop job…" }).click();
    await expect(page.getByRole("dialog", { name: "Stop job" })).toBeVisible();
    await look("stopping", "[role=dialog]");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Pause job" }).click();
    await expect(page.getByText("The job is paused")).toBeVisible();
    await look("paused");
    await page.goto("/jobs");
    await expect(page.getByText("Paused", { exact: true }).first()).toBeVisible();
    await look("list");
    await api.post(`/api/v1/jobs/${running.jobId}/stop`);
    expect(found).toEqual([]);
  });
}

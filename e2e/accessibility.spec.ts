import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { apiAs, signIn } from "./fixtures/people";

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const widths = [320, 1440];
const themes = ["light", "dark"] as const;

/** Every screen, with things on it. */
async function screens(): Promise<string[]> {
  const api = await apiAs("admin");
  const list = async (path: string) => (await (await api.get(path)).json()).items;
  const [device] = await list("/api/v1/devices");
  const [entry] = await list("/api/v1/audit");
  const [batch] = await list("/api/v1/batches/attention");
  const file = await api.post("/api/v1/whitelist/imports?fileName=a.csv", {
    data: Buffer.from("Id,Type,Action\n00020000cc000001,ROTPublicUID,ADD\nbad,ROTPublicUID,ADD\n"),
    headers: { "content-type": "text/csv" },
  });
  const { jobId } = await file.json();
  await api.dispose();
  return [
    "/",
    "/devices",
    `/devices/${device.rotPublicUid}`,
    "/whitelist",
    "/jobs",
    `/jobs/${jobId}`,
    `/jobs/${jobId}/rows`,
    "/tags",
    "/batches",
    `/batches/${batch.batchId}`,
    "/batches/new",
    "/batches/new/generator",
    "/batches/new/csrs",
    "/audit",
    `/audit/${entry.entryId}`,
    "/connections",
    "/users",
    "/sandbox",
    "/docs/api",
    "/docs/api/batches",
    "/docs/problems",
    "/no-such-page",
  ];
}

/** Data is there, and nothing is on its way any more. */
async function settled(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.waitForLoadState("networkidle");
}

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    .withTags(rules)
    // Base UI's focus guards catch Tab at the ends of a popup; focus never rests on one.
    .exclude("[data-base-ui-focus-guard]")
    .analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(" | ")}`);
}

for (const width of widths) {
  for (const theme of themes) {
    test(`axe finds nothing on any screen at ${width} px in the ${theme} theme`, async ({ page }) => {
      test.setTimeout(180_000);
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      const found: string[] = [];
      const look = async (path: string) => {
        await settled(page);
        found.push(...(await violations(page)).map((violation) => `${path} ${violation}`));
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        if (overflow > 0) found.push(`${path} is ${overflow} px wider than the window`);
      };
      for (const path of ["/sign-in", "/welcome"]) {
        await page.goto(path);
        await look(path);
      }
      await signIn(page, "admin");
      for (const path of await screens()) {
        await page.goto(path);
        await look(path);
      }
      expect(found).toEqual([]);
    });
  }
}

test("axe finds nothing in forms, dialogs, menus and the palette, in both themes", async ({ page }) => {
  await signIn(page, "admin", "/tags");
  await expect(page.getByRole("row").nth(1)).toBeVisible();
  const open: Record<string, () => Promise<void>> = {
    "create form": () => page.getByRole("button", { name: "Create tag" }).first().click(),
    "row menu": () =>
      page
        .getByRole("button", { name: /^Actions for/ })
        .first()
        .click(),
    palette: () => page.keyboard.press("Control+k"),
    "person menu": () => page.getByRole("button", { name: /^Account of/ }).click(),
  };
  const found: string[] = [];
  for (const theme of themes) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    for (const [name, show] of Object.entries(open)) {
      await show();
      await expect(page.getByRole("dialog").or(page.getByRole("menu")).first()).toBeVisible();
      found.push(...(await violations(page)).map((violation) => `${name} (${theme}) ${violation}`));
      await page.keyboard.press("Escape");
      await expect(page.getByRole("dialog").or(page.getByRole("menu"))).toHaveCount(0);
    }
  }
  expect(found).toEqual([]);
});

test("a tag is made and found with the keyboard alone", async ({ page }, { repeatEachIndex }) => {
  const name = `by keyboard ${repeatEachIndex}`;
  await signIn(page, "admin");
  // Shortcuts work once the page's scripts run; the page itself is there before.
  await expect(async () => {
    await page.keyboard.press("g");
    await page.keyboard.press("t");
    await expect(page.getByRole("heading", { name: "Tags", level: 1 })).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await expect(page.getByRole("row").nth(1)).toBeVisible();
  await page.getByRole("button", { name: "Create tag" }).first().focus();
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Name")).toBeFocused();
  await page.keyboard.type(name);
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByRole("row").filter({ hasText: name })).toBeVisible();
  await page.keyboard.press("Control+k");
  await expect(page.getByPlaceholder("Go to a page, find by identifier")).toBeFocused();
  await page.keyboard.type("186");
  await expect(page.getByRole("option", { name: /Batch 186/ })).toBeVisible();
  await page.keyboard.press("Escape");
});

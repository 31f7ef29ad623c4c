import { lookAt } from "./fixtures/accessibility";
import { juniperThings } from "./fixtures/juniper";
import { apiAs, signIn } from "./fixtures/people";
import { expect, type Page, test } from "./fixtures/test";

const widths = [320, 1440];

// Each by itself: none of them changes what another looks at.
test.describe.configure({ mode: "parallel" });

/** Every screen, with things on it. */
async function screens(): Promise<string[]> {
  const api = await apiAs("admin");
  const list = async (path: string) => (await (await api.get(path)).json()).items;
  const [device] = await list("/api/v1/devices");
  const [profile] = await list("/api/v1/device-profiles");
  const [rootCa] = await list("/api/v1/root-cas");
  const [entry] = await list("/api/v1/audit");
  const [batch] = await list("/api/v1/batches/attention");
  const file = await api.post("/api/v1/whitelist/imports?fileName=a.csv", {
    data: Buffer.from("Id,Type,Action\n00020000cc000001,ROTPublicUID,ADD\nbad,ROTPublicUID,ADD\n"),
    headers: { "content-type": "text/csv" },
  });
  const { jobId } = await file.json();
  const { entitlementId, licenseId, voucherId } = await juniperThings(api);
  await api.dispose();
  return [
    "/",
    "/devices",
    `/devices/${device.rotPublicUid}`,
    "/whitelist",
    "/jobs",
    `/jobs/${jobId}`,
    `/jobs/${jobId}/rows`,
    `/devices/${device.rotPublicUid}/provisioning`,
    `/devices/${device.rotPublicUid}/certificate`,
    `/devices/${device.rotPublicUid}/events`,
    `/devices/${device.rotPublicUid}/usage`,
    `/devices/${device.rotPublicUid}/e2e-keys`,
    `/devices/${device.rotPublicUid}/findings`,
    "/devices/provision",
    "/device-profiles",
    `/device-profiles/${profile.deviceProfileUid}`,
    "/findings",
    "/device-events",
    "/usage",
    "/e2e-keys",
    "/device-certificates",
    "/root-cas",
    `/root-cas/${rootCa.caName}`,
    "/connections/vendor-hooks",
    "/tags",
    "/batches",
    `/batches/${batch.batchId}`,
    "/batches/new",
    "/batches/new/generator",
    "/batches/new/csrs",
    "/entitlements",
    `/entitlements/${entitlementId}`,
    `/entitlements/${entitlementId}/activations`,
    "/activations",
    `/activations/${licenseId}`,
    `/activations/${licenseId}/key-and-file`,
    "/vouchers",
    "/vouchers/new",
    `/vouchers/${voucherId}`,
    "/compliance",
    "/compliance/devices",
    "/connections/juniper",
    "/connections/juniper/credentials",
    "/connections/juniper/onboarding",
    "/connections/juniper/settings",
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

for (const width of widths) {
  test(`axe finds nothing on any screen at ${width} px, in both themes`, async ({ page }) => {
    test.setTimeout(420_000);
    await page.setViewportSize({ width, height: 900 });
    const found: string[] = [];
    const look = async (path: string, within?: string) => {
      await page.goto(path);
      await settled(page);
      found.push(...(await lookAt(page, path, within)));
    };
    for (const path of ["/sign-in", "/welcome"]) await look(path);
    await signIn(page, "admin");
    // The frame around a screen is the same on all of them.
    const [first = "/", ...others] = await screens();
    await look(first);
    for (const path of others) await look(path, "main");
    expect(found).toEqual([]);
  });
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
  for (const [name, show] of Object.entries(open)) {
    await show();
    await expect(page.getByRole("dialog").or(page.getByRole("menu")).first()).toBeVisible();
    found.push(...(await lookAt(page, name, "[role=dialog], [role=menu]")));
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog").or(page.getByRole("menu"))).toHaveCount(0);
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

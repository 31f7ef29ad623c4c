import { apiAs, signIn } from "./fixtures/people";
import { expect, test } from "./fixtures/test";

test("a RoT UID without its zeros is recognized, said so, and opened with Enter", async ({ page }) => {
  const api = await apiAs("support");
  const { items } = await (await api.get("/api/v1/devices")).json();
  await api.dispose();
  const rotPublicUid: string = items[0].rotPublicUid;
  await signIn(page, "support", "/users");
  await expect(async () => {
    await page.keyboard.press("Control+k");
    await expect(page.getByPlaceholder("Go to a page, find by identifier")).toBeFocused({ timeout: 2_000 });
  }).toPass();
  await page.keyboard.type(rotPublicUid.replace(/^0+/, ""));
  await expect(page.getByText(`Taken for RoT UID ${rotPublicUid}, its lost zeros put back`)).toBeVisible();
  await expect(page.getByRole("option", { name: rotPublicUid, selected: true })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/devices/${rotPublicUid}$`));
});

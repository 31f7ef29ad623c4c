import { apiAs, signIn, singleSignOnPeople } from "./fixtures/people";
import { expect, type Page, test } from "./fixtures/test";

async function enterAs(page: Page, name: string): Promise<void> {
  await page.goto("/sign-in?next=/tags");
  await page.getByRole("button", { name: "Sign in with single sign-on" }).click();
  await page.getByRole("button", { name }).click();
}

test("a person of the identity provider gets the role of the group, and an account with a record", async ({
  page,
}) => {
  const { name, email } = singleSignOnPeople.support;
  await enterAs(page, name);
  await expect(page).toHaveURL(/\/tags$/);
  await expect(page.getByRole("heading", { name: "Tags", level: 1 })).toBeVisible();
  await expect(page.getByRole("button", { name: "Create tag" })).toHaveCount(0);

  const api = await apiAs("admin");
  const { items } = await (await api.get("/api/v1/users")).json();
  expect(items).toContainEqual(expect.objectContaining({ email, role: "support", signsInWith: "oidc" }));
  const history = await (
    await api.get("/api/v1/audit", { params: { action: "users.provision", subjectId: email } })
  ).json();
  expect(history.items[0]).toMatchObject({ outcome: "succeeded", fields: ["role:support"] });
  await api.dispose();
});

test("a person without a mapped group does not come in, and is told whom to ask", async ({ page }) => {
  await enterAs(page, singleSignOnPeople.outsider.name);
  await expect(page.getByText("Your organization's account has no role here")).toBeVisible();
  expect((await page.request.get("/api/v1/session")).status()).toBe(401);
});

test("a disabled person of the identity provider does not come in again", async ({ page, browser }) => {
  const { name, email } = singleSignOnPeople.support;
  await enterAs(page, name);
  await expect(page).toHaveURL(/\/tags$/);
  const admin = await (await browser.newContext()).newPage();
  await signIn(admin, "admin", "/users");
  await admin.getByRole("button", { name: `Actions for ${email}` }).click();
  await admin.getByRole("menuitem", { name: "Disable person…" }).click();
  const dialog = admin.getByRole("dialog", { name: "Disable person" });
  await dialog.getByRole("button", { name: "Disable person" }).click();
  await expect(dialog).toBeHidden();
  await page.goto("/tags");
  await expect(page).toHaveURL(/\/sign-in/);
  // The identity provider still knows the browser and asks nothing.
  await page.getByRole("button", { name: "Sign in with single sign-on" }).click();
  await expect(page.getByText("Your account is disabled. Ask an administrator.")).toBeVisible();
  await admin.context().close();
});

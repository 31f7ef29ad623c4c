import { randomUUID } from "node:crypto";
import { chooseOption } from "./fixtures/forms";
import { signIn } from "./fixtures/people";
import { expect, test } from "./fixtures/test";

const password = "a long enough password";

test("a person is invited, sets a password, loses the role at the next request and is disabled at once", async ({
  page,
  browser,
}) => {
  const email = `newcomer-${randomUUID()}@muniment.example`;
  await signIn(page, "admin", "/users");
  await page.getByRole("button", { name: "Invite person" }).click();
  const form = page.getByRole("dialog", { name: "Invite person" });
  await form.getByLabel("E-mail address").fill(email);
  await form.getByLabel("Name").fill("New Comer");
  await form.getByRole("button", { name: "Invite person" }).click();
  const shown = page.getByRole("dialog", { name: "Password link" });
  const link = (await shown.locator("pre, code").first().innerText()).trim();
  expect(link).toContain("/welcome#");
  await shown.getByRole("button", { name: "Done" }).click();

  const other = await (await browser.newContext()).newPage();
  await other.goto(link);
  await other.getByLabel("New password").fill("short");
  await other.getByRole("button", { name: "Set password" }).click();
  await expect(other.getByText("A password has at least 12 characters.")).toBeVisible();
  await other.getByLabel("New password").fill(password);
  await other.getByRole("button", { name: "Set password" }).click();
  await other.getByRole("link", { name: "Go to sign in" }).click();
  await other.getByLabel("E-mail address").fill(email);
  await other.getByLabel("Password", { exact: true }).fill(password);
  await other.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(other.getByText("Signed in as New Comer, Support")).toBeVisible();

  await other.goto(link);
  await other.getByLabel("New password").fill(password);
  await other.getByRole("button", { name: "Set password" }).click();
  await expect(other.getByText("This link has been used")).toBeVisible();

  const act = async (item: string) => {
    await page.getByRole("button", { name: `Actions for ${email}` }).click();
    await page.getByRole("menuitem", { name: item }).click();
  };
  await act("Change role…");
  const role = page.getByRole("dialog", { name: "Change role" });
  await chooseOption(page, role.getByLabel("Role"), "Requester");
  await role.getByRole("button", { name: "Change role" }).click();
  await expect(role).toBeHidden();
  await other.goto("/tags");
  await expect(other.getByText("Your role cannot see tags")).toBeVisible();

  await act("Disable person…");
  const disable = page.getByRole("dialog", { name: "Disable person" });
  await disable.getByRole("button", { name: "Disable person" }).click();
  await expect(disable).toBeHidden();
  await other.goto("/");
  await expect(other).toHaveURL(/\/sign-in/);
  await other.context().close();
});

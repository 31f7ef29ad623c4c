import { expect, type Page, test } from "@playwright/test";
import { apiAs, signIn } from "./fixtures/people";
import { sandbox } from "./fixtures/sandbox";

const rowMenu = (page: Page, name: string) => page.getByRole("button", { name: `Actions for ${name}` });

/** The newest audit rows of an action, as outcomes. */
async function outcomesOf(action: string, subjectId: string): Promise<string[]> {
  const api = await apiAs("auditor");
  const answer = await api.get("/api/v1/audit", { params: { action, subjectId } });
  const { items } = await answer.json();
  await api.dispose();
  return items.map(({ outcome }: { outcome: string }) => outcome);
}

test("a tag is created, assigned, cannot be deleted while assigned, is removed everywhere and then deleted", async ({
  page,
}) => {
  const name = "journey / 100% ÄÖ";
  const api = await apiAs("admin");
  const { items } = await (await api.get("/api/v1/devices")).json();
  const uids: string[] = items.slice(0, 3).map(({ rotPublicUid }: { rotPublicUid: string }) => rotPublicUid);
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
  await page.getByRole("menuitem", { name: "Assign to devices…" }).click();
  const assign = page.getByRole("dialog", { name: "Assign tag" });
  await assign.getByLabel("RoT UIDs").fill(uids.join("\n"));
  await assign.getByRole("button", { name: "Assign tag" }).click();
  await expect(assign).toBeHidden();

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

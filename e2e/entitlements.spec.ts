import { licenses } from "@/lib/contract/licenses";
import { answerOf } from "./fixtures/jobs";
import { leftOn, ownEntitlement } from "./fixtures/juniper";
import { apiAs, signIn } from "./fixtures/people";
import { type APIRequestContext, expect, type Page, test } from "./fixtures/test";

let api: APIRequestContext;
test.beforeEach(async () => {
  api = await apiAs("admin");
});
test.afterEach(() => api.dispose());

const list = (page: Page) => page.getByRole("table", { name: "Entitlements" });

async function validate(page: Page, text: string): Promise<void> {
  const box = page.getByRole("form", { name: "Validate an entitlement" });
  await box.getByLabel("Validate an activation code or SSRN").fill(text);
  await box.getByRole("button", { name: "Validate" }).click();
}

test("an entitlement is validated by SSRN and by activation code, and an unknown code is told plainly", async ({
  page,
}) => {
  const { ssrn, entitlementId, quantity } = await ownEntitlement(api, { freeAtLeast: 5 });
  const reveal = { reason: "To be validated by its code" };
  const revealed = await answerOf(
    await api.post(`/api/v1/entitlements/${entitlementId}/activation-code`, { data: reveal }),
  );
  const code: string = Object(revealed).activationCode;
  const unknownCode = "ZZZZ9999YYYY8888";
  await signIn(page, "support", "/entitlements");
  await expect(list(page).getByRole("row").nth(1)).toBeVisible();
  const answer = page.getByRole("alert").filter({ hasText: /^(Valid|Not valid)/ });
  const valid = new RegExp(`^Valid: \\d+ of ${quantity.total} free`);

  await validate(page, ssrn);
  await expect(answer).toContainText(valid);
  await expect(answer.getByRole("link", { name: "Open entitlement" })).toHaveAttribute(
    "href",
    `/entitlements/${entitlementId}`,
  );
  await answer.getByRole("button", { name: "Clear" }).click();
  await expect(answer).toHaveCount(0);

  await validate(page, code);
  await expect(answer).toContainText(valid);
  await expect(answer).toContainText(ssrn);
  await validate(page, unknownCode);
  await expect(answer).toContainText("Not valid: Juniper says “Activation code is unknown”");

  // The field is emptied with the answer.
  for (const secret of [code, unknownCode]) {
    await expect.poll(async () => (await leftOn(page)).includes(secret)).toBe(false);
  }
});

test("filters of the entitlements stand in the address and survive a reload", async ({ page }) => {
  await signIn(page, "support", "/entitlements");
  const standing = page.getByRole("search").getByRole("button", { name: /^Standing/ });
  await standing.click();
  await page.getByRole("radio", { name: "Exceeded" }).click();
  await expect(page).toHaveURL(/[?&]standing=exceeded/);
  const rows = list(page).getByRole("row");
  await expect(rows.nth(1)).toContainText("Exceeded");
  await expect(rows.nth(1)).toContainText("7 of 5");
  await page.getByRole("searchbox", { name: "Search entitlements" }).fill("no such product");
  await expect(page).toHaveURL(/search=no(\+|%20)such(\+|%20)product/);
  await expect(page.getByText("No entitlements match")).toBeVisible();

  await page.reload();
  await expect(page.getByRole("searchbox", { name: "Search entitlements" })).toHaveValue("no such product");
  await expect(standing).toContainText("Exceeded");
  await page.getByRole("button", { name: "Clear search" }).click();
  await expect(rows.nth(1)).toContainText("7 of 5");
  await expect(page).toHaveURL(/standing=exceeded/);
  await expect(page).not.toHaveURL(/search=/);
});

test("compliance says that the group is out of compliance, and why", async ({ page }) => {
  const known = licenses.compliance.response.parse(await answerOf(await api.get("/api/v1/compliance")));
  expect(known).toMatchObject({ compliant: false });
  await signIn(page, "support", "/compliance");
  const { exceeded, lapsed } = known;
  const main = page.getByRole("main");
  await expect(main.getByText("Out of compliance", { exact: true }).first()).toBeVisible();
  await expect(
    main.getByText(
      `${exceeded} licenses are activated beyond what is owned, and ${lapsed} licenses of entitlements that have ended or were revoked are still activated.`,
    ),
  ).toBeVisible();

  await page.getByRole("search").getByRole("button", { name: "Show", exact: true }).click();
  await page.getByRole("radio", { name: "Only problems" }).click();
  const rows = page.getByRole("table", { name: "Compliance by product" }).locator("tbody tr");
  const problems = known.products.filter(({ compliant }) => !compliant).length;
  await expect(rows).toHaveCount(problems);
  await expect(rows.filter({ hasText: "Out of compliance" })).toHaveCount(problems);
  await page.getByRole("link", { name: "By device" }).click();
  await expect(
    page.getByRole("table", { name: "Compliance by device" }).getByRole("row").nth(1),
  ).toBeVisible();
});

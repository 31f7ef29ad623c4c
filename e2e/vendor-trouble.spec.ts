import { signIn } from "./fixtures/people";
import { sandbox } from "./fixtures/sandbox";
import { expect, test } from "./fixtures/test";

test.afterEach(() => sandbox.clearFaults());

test("while u-blox is down the last answer is shown with its age, and everything else works", async ({
  page,
}) => {
  await signIn(page, "admin", "/tags");
  await expect(page.getByRole("row").nth(1)).toBeVisible();
  await sandbox.setFault({ vendor: "ublox", fault: "unavailable" });
  await page.reload();
  await expect(page.getByText(/u-blox has not answered since .+ Showing the tags as of/)).toBeVisible();
  await expect(page.getByRole("row").nth(1)).toBeVisible();

  await page.goto("/batches");
  await expect(page.getByRole("row").nth(1)).toBeVisible();
  await page.goto("/connections");
  await expect(
    page.getByRole("region", { name: "u-blox Security Services" }).getByText("Failing"),
  ).toBeVisible();
});

test("without an earlier answer the page says what happened, what still works and what to do", async ({
  page,
}) => {
  await sandbox.setFault({ vendor: "ublox", fault: "html_page" });
  await signIn(page, "admin", "/tags?page=77");
  const failed = page.getByRole("alert").filter({ hasText: "could not be understood" });
  await expect(failed).toContainText("The vendor's answer could not be understood");
  await expect(failed).toContainText("still work");
  await expect(failed).toContainText("req_");
  await sandbox.clearFaults();
  await failed.getByRole("button", { name: /again/i }).click();
  await expect(failed).toBeHidden();
});

test("a vendor that does not know our credentials any more signs nobody out", async ({ page }) => {
  await signIn(page, "admin", "/connections");
  await sandbox.setFault({ vendor: "ublox", fault: "expired_token", times: 1 });
  await page.goto("/devices");
  await expect(page.getByRole("row").nth(1)).toBeVisible();
  await expect(page.getByRole("button", { name: /^Account of/ })).toBeVisible();
});

test("the test of a connection says in words how it is", async ({ page }) => {
  await signIn(page, "admin", "/connections");
  const tile = page.getByRole("region", { name: "Sectigo IoT Manager" });
  await tile.getByRole("button", { name: "Test connection" }).click();
  await expect(tile.getByText(/^It works/)).toBeVisible();
  await sandbox.setFault({ vendor: "sectigo", fault: "server_error" });
  await tile.getByRole("button", { name: "Test connection" }).click();
  await expect(tile.getByText(/^It does not work/)).toBeVisible();
});

import { readFile } from "node:fs/promises";
import { expect, test } from "@playwright/test";
import { apiAs, signIn } from "./fixtures/people";

const file = [
  "Id,Type,Action",
  "00020000aa000001,ROTPublicUID,ADD",
  "00020000AA000002,ROTPublicUID,ADD",
  "00020000aa00003,ROTPublicUID,ADD",
  "2.0000892E+94,ROTPublicUID,ADD",
  "862618583984360,IMEI,ADD",
  "00020000aa000004,ROTPublicUID,add",
  "00020000aa000001,ROTPublicUID,ADD",
  "00020000aa000005,ROTPublicUID,ADD",
  "00020000aa000005,ROTPublicUID,DELETE",
  "",
].join("\n");

test("a file with bad lines is checked, explained, sent without them, and recorded", async ({ page }) => {
  await signIn(page, "admin", "/whitelist/imports");
  await page
    .getByLabel("Whitelist CSV")
    .setInputFiles({ name: "line 7.csv", mimeType: "text/csv", buffer: Buffer.from(file) });
  await page.getByRole("button", { name: "Check file" }).click();
  await expect(page.getByRole("heading", { name: "line 7.csv" })).toBeVisible();
  await expect(page.getByText("2: 2 to add, 0 to remove")).toBeVisible();

  const bad = page.getByRole("region", { name: "Bad lines" }).getByRole("row");
  await expect(bad.filter({ has: page.getByRole("rowheader", { name: "4", exact: true }) })).toContainText(
    "exactly 16 hexadecimal digits",
  );
  await expect(bad.filter({ has: page.getByRole("rowheader", { name: "5", exact: true }) })).toContainText(
    "A spreadsheet has changed this RoT UID",
  );
  await expect(bad.filter({ has: page.getByRole("rowheader", { name: "8", exact: true }) })).toContainText(
    "Line 2 says the same already",
  );
  await expect(bad).toHaveCount(8);

  await page.getByRole("button", { name: "Send (2 rows)" }).click();
  const confirm = page.getByRole("dialog", { name: "Send to the whitelist" });
  await expect(confirm).toContainText("Affects only devices that have not bootstrapped");
  await confirm.getByRole("button", { name: "Send 2 rows" }).click();
  await expect(page.getByText("Sent", { exact: true })).toBeVisible();
  await expect(page.getByText("2 rows in 1 of 1 calls")).toBeVisible();

  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download result of every row" }).click();
  const result = await readFile(await (await download).path(), "utf8");
  expect(result).toContain("00020000aa000001");
  expect(result.split("\n").filter((line) => line.includes("accepted"))).toHaveLength(2);

  const api = await apiAs("auditor");
  const { items } = await (await api.get("/api/v1/audit?action=whitelist.sendChunk")).json();
  expect(items.map(({ outcome }: { outcome: string }) => outcome).slice(0, 2)).toEqual([
    "succeeded",
    "intent",
  ]);
  await api.dispose();
});

test("RoT UIDs and IMEIs are added by pasting and removed one by one", async ({ page }) => {
  await signIn(page, "admin", "/whitelist");
  await page.getByRole("button", { name: "Add to whitelist" }).first().click();
  const form = page.getByRole("dialog", { name: "Add to whitelist" });
  await form.getByLabel("RoT UIDs").fill("00020000bb000001\n00020000bb00002");
  await form.getByRole("button", { name: "Add to whitelist" }).click();
  await expect(form.getByText("Line 2, “00020000bb00002”")).toBeVisible();
  await form.getByLabel("RoT UIDs").fill("00020000bb000001\n00020000BB000002");
  await form.getByLabel("IMEIs").fill("862618583984361");
  await form.getByRole("button", { name: "Add to whitelist" }).click();
  await expect(form.getByText("The check digit of this IMEI is wrong")).toBeVisible();
  await form.getByLabel("IMEIs").fill("862618583984360");
  await form.getByRole("button", { name: "Add to whitelist" }).click();
  await expect(form).toBeHidden();

  const api = await apiAs("admin");
  const ids: string[] = [];
  for (let number = 1, total = 1; (number - 1) * 100 < total; number++) {
    const { items, page: info } = await (await api.get(`/api/v1/whitelist?page=${number}`)).json();
    ids.push(...items.map(({ id }: { id: string }) => id));
    total = info.total;
  }
  expect(ids).toEqual(expect.arrayContaining(["00020000bb000001", "00020000bb000002", "862618583984360"]));
  const removed = await api.post("/api/v1/whitelist/remove", {
    data: { rotPublicUids: ["00020000bb000001"] },
  });
  expect(removed.ok()).toBe(true);
  await api.dispose();
});

test("auditors see the whitelist and can change nothing", async ({ page }) => {
  await signIn(page, "auditor", "/whitelist");
  await expect(page.getByRole("row").nth(1)).toBeVisible();
  await expect(page.getByRole("button", { name: "Add to whitelist" })).toHaveCount(0);
  await expect(page.getByRole("checkbox")).toHaveCount(0);
});

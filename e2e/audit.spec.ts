import { readFile } from "node:fs/promises";
import { ChainCheck } from "@/lib/audit/chain-check";
import { auditEntry } from "@/lib/contract/audit";
import { apiAs, signIn } from "./fixtures/people";
import { expect, test } from "./fixtures/test";

test("the history is searched, verified on screen and verified again from its export", async ({ page }) => {
  const admin = await apiAs("admin");
  await admin.post("/api/v1/tags", { data: { tagName: "=HYPERLINK(audit)" } });
  const support = await apiAs("support");
  expect((await support.post("/api/v1/tags", { data: { tagName: "not allowed" } })).status()).toBe(403);

  await signIn(page, "auditor", "/audit?action=tags.create");
  const rows = page.getByRole("row");
  await expect(rows.filter({ hasText: "not allowed" })).toContainText("Denied");
  await expect(rows.filter({ hasText: "=HYPERLINK(audit)" }).first()).toContainText("Succeeded");

  await page.getByRole("button", { name: "Verify history" }).click();
  await expect(
    page.getByText(/The audit history holds: [\d,]+ entries, none missing, none changed/),
  ).toBeVisible();

  await rows.filter({ hasText: "=HYPERLINK(audit)" }).first().getByRole("link").click();
  await expect(page.getByRole("heading", { name: "tags.create" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Intent: tags.create" })).toBeVisible();

  const exported = await support.get("/api/v1/audit/export?format=jsonl");
  expect(exported.status()).toBe(403);
  const jsonLines = await (await admin.get("/api/v1/audit/export?format=jsonl")).text();
  const check = new ChainCheck();
  for (const line of jsonLines.trim().split("\n")) check.add(auditEntry.parse(JSON.parse(line)));
  expect(check.problem).toBeNull();
  expect(check.entries).toBeGreaterThan(5);

  await page.goto("/audit?action=tags.create");
  await page.getByRole("button", { name: "More actions" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "Export these as CSV" }).click();
  const csv = await readFile(await (await download).path(), "utf8");
  expect(csv).toContain("'=HYPERLINK(audit)");
  expect(csv).not.toMatch(/[,\n]=HYPERLINK/);
  await admin.dispose();
  await support.dispose();
});

test("pages go back and forth through the history without losing or repeating a row", async () => {
  const api = await apiAs("admin");
  const seen: string[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const page: { items: { entryId: string }[]; nextCursor: string | null } = await (
      await api.get("/api/v1/audit", { params: { size: "7", ...(cursor ? { cursor } : {}) } })
    ).json();
    seen.push(...page.items.map(({ entryId }) => entryId));
    cursor = page.nextCursor;
  }
  expect(new Set(seen).size).toBe(seen.length);
  const { entries } = await (await api.get("/api/v1/audit/verification")).json();
  expect(seen.length).toBeGreaterThanOrEqual(entries);
  await api.dispose();
});

import { type Role, roleLabels } from "@/lib/access/permissions";
import { apiAs, personWith, signIn, signInAtTheDoor } from "./fixtures/people";
import { expect, test } from "./fixtures/test";

const fleet = ["Devices", "Device profiles", "Whitelist", "Tags", "Findings", "Device events", "Usage"];
const keys = ["End-to-end keys"];
const certificates = ["Device certificates", "Root CAs", "Batches"];
const licenses = ["Entitlements", "Activations", "Vouchers", "Compliance"];
const run = ["Jobs"];

const navigation: Record<Role, string[]> = {
  admin: [
    "Overview",
    ...fleet,
    ...keys,
    ...certificates,
    ...licenses,
    ...run,
    "Audit",
    "Connections",
    "Users",
    "Sandbox",
  ],
  approver: ["Overview", ...fleet, ...keys, ...certificates, ...licenses, ...run, "Connections"],
  support: ["Overview", ...fleet, ...certificates, ...licenses, ...run, "Connections"],
  auditor: [
    "Overview",
    ...fleet,
    ...keys,
    ...certificates,
    ...licenses,
    ...run,
    "Audit",
    "Connections",
    "Users",
  ],
  requester: ["Overview"],
};

for (const [role, pages] of Object.entries(navigation) as [Role, string[]][]) {
  test(`${roleLabels[role]} signs in and sees exactly the pages of the role`, async ({ page }) => {
    await signInAtTheDoor(page, role);
    await expect(page.getByText(`Signed in as ${personWith(role).name}`)).toBeVisible();
    await expect(page.getByRole("navigation", { name: "Main" }).getByRole("link")).toHaveText(
      // What waits behind a page stands after its name.
      pages.map((name) => new RegExp(`^${name}( [\\d,]+)?$`)),
    );
  });
}

test("a wrong password and an unknown person get the same words", async ({ page }) => {
  await page.goto("/sign-in");
  const words: string[] = [];
  for (const email of [personWith("support").email, "nobody@muniment.example"]) {
    await page.getByLabel("E-mail address").fill(email);
    await page.getByLabel("Password", { exact: true }).fill("not the password of anybody");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    const alert = page.getByRole("alert").filter({ hasText: "do not match" });
    await expect(alert).toBeVisible();
    words.push(await alert.innerText());
    await page.reload();
  }
  expect(words[0]).toBe(words[1]);
});

test("whoever is not signed in goes to the door first and then to the page that was wanted", async ({
  page,
}) => {
  await signInAtTheDoor(page, "admin", "/audit?outcome=denied");
  await expect(page).toHaveURL(/\/audit\?outcome=denied$/);
  await expect(page.getByRole("heading", { name: "Audit", level: 1 })).toBeVisible();
});

test("the door leads to this console's own pages only", async ({ page }) => {
  await page.goto("/sign-in?next=https://elsewhere.example/");
  await page.getByLabel("E-mail address").fill(personWith("support").email);
  await page.getByLabel("Password", { exact: true }).fill(personWith("support").password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
});

test("a page that a role may not see says who may", async ({ page }) => {
  await signIn(page, "requester", "/devices");
  await expect(page.getByText("Your role cannot see devices")).toBeVisible();
  await expect(page.getByText("Administrator, Approver, Support, Auditor")).toBeVisible();
});

test("signing out ends the session for whoever kept its cookie", async ({ page, context }) => {
  await signIn(page, "support");
  const kept = await context.cookies();
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await context.addCookies(kept);
  expect((await page.request.get("/api/v1/session")).status()).toBe(401);
});

test("a change that another site's page sends is refused", async () => {
  const api = await apiAs("admin");
  for (const origin of ["https://elsewhere.example", "null"]) {
    const answer = await api.post("/api/v1/tags", {
      data: { tagName: "from elsewhere" },
      headers: { origin },
    });
    expect(answer.status()).toBe(403);
    expect((await answer.json()).code).toBe("cross_origin");
  }
  await api.dispose();
});

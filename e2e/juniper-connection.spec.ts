import { juniperAccess } from "@/lib/contract/juniper-access";
import { juniperCredentials } from "@/lib/sandbox/credentials";
import { countLookups, forgetLookups } from "./fixtures/call-ledger";
import { answerOf } from "./fixtures/jobs";
import { activateLicense, juniperCalls, leftOn, newSerial, ownEntitlement } from "./fixtures/juniper";
import { apiAs, signIn } from "./fixtures/people";
import { sandbox } from "./fixtures/sandbox";
import { type APIRequestContext, expect, type Page, test } from "./fixtures/test";

const connection = "/api/v1/connections/juniper";

let api: APIRequestContext;
test.beforeEach(async () => {
  api = await apiAs("admin");
});
test.afterEach(() => api.dispose());

const readBudget = async () =>
  juniperAccess.budget.response.parse(await answerOf(await api.get(`${connection}/budget`)));

test.describe("a short budget", () => {
  test.afterEach(forgetLookups);

  test("leaves the last answer with its age, lets changes go, and the gauge tells it", async ({ page }) => {
    const { ssrn, entitlementId } = await ownEntitlement(api);
    await countLookups((await readBudget()).lanes.read.left);
    const { lanes, limit } = await readBudget();
    expect(lanes.read.left).toBe(0);
    const queries = await juniperCalls("queryEntitlements", "GRP-77");

    // A change still goes; what was listed before it is then old.
    const serial = newSerial();
    await activateLicense(api, ssrn, serial);
    await signIn(page, "support", `/entitlements?search=${ssrn}`);
    await expect(
      page.getByText(/^Shown as of .+: the calls to Juniper of this hour are used up\.$/),
    ).toBeVisible();
    await expect(page.getByText(/^The next one comes at \d{2}:\d{2} UTC\.$/)).toBeVisible();
    await expect(page.getByRole("row").filter({ hasText: ssrn })).toBeVisible();
    // How many exactly: whoever has to sign in anew takes one more.
    await expect(page.getByText(new RegExp(`^\\d+ of ${limit} Juniper calls left this hour$`))).toBeVisible();
    await expect(page.getByText(/Lookups wait, changes go: next one at \d{2}:\d{2} UTC/)).toBeVisible();
    const box = page.getByRole("form", { name: "Validate an entitlement" });
    await box.getByLabel("Validate an activation code or SSRN").fill("999999999999");
    await box.getByRole("button", { name: "Validate" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "Juniper" })).toContainText("used up");

    await page.goto(`/entitlements/${entitlementId}/activations`);
    await expect(page.getByRole("row").filter({ hasText: serial })).toBeVisible();
    await page.goto("/connections/juniper");
    await expect(page.getByText(`of ${limit} calls left this hour`)).toBeVisible();
    await expect(page.getByText(/^Lookups wait, changes go: next one at/)).toBeVisible();
    const reads = page.getByRole("table", { name: "Calls by lane" }).getByRole("row", { name: /^Lookups/ });
    await expect(reads).toContainText(/none\s*until \d{2}:\d{2} UTC/);
    expect(await juniperCalls("queryEntitlements", "GRP-77")).toEqual(queries);
    expect(await juniperCalls("activateLicense", serial)).toHaveLength(1);
  });
});

test.describe("the client secret", () => {
  const readCredentials = async () =>
    juniperAccess.credentials.response.parse(await answerOf(await api.get(`${connection}/credentials`)));

  // The first secret is taken again only by a Juniper that begins anew; the console has to be told too.
  test.afterEach(async () => {
    await sandbox.reset();
    const { credentials } = await readCredentials();
    if (credentials.find(({ state }) => state === "current")?.source !== "console") return;
    const data = { kind: "client_secret", clientSecret: juniperCredentials.clientSecret };
    const { outcome } = juniperAccess.rotate.response.parse(
      await answerOf(await api.post(`${connection}/credentials`, { data })),
    );
    expect(outcome).toBe("accepted");
  });

  async function trySecret(page: Page, secret: string): Promise<void> {
    const dialog = page.getByRole("dialog", { name: "Rotate secret" });
    await dialog.getByLabel("New client secret").fill(secret);
    await dialog.getByRole("button", { name: "Try new secret" }).click();
  }

  test("is rotated: a wrong one is refused and the old one stays, the right one is used, and neither is seen again", async ({
    page,
  }) => {
    await signIn(page, "admin", "/connections/juniper/credentials");
    // Juniper takes the one before no longer; what was signed in with it goes on for a while.
    const secret = await sandbox.rotateJuniperSecret(0);
    const wrong = "WRONG-SECRET-OF-A-JOURNEY";
    await page.getByRole("button", { name: "Rotate secret…" }).click();
    const dialog = page.getByRole("dialog", { name: "Rotate secret" });
    await expect(dialog.getByText("Old secret kept until the new one passes a test call.")).toBeVisible();
    await trySecret(page, wrong);
    await expect(dialog.getByRole("alert")).toContainText("Juniper does not accept this secret");
    await expect(dialog.getByRole("alert")).toContainText("What is in use stays in use.");
    const before = (await readCredentials()).credentials.find(({ state }) => state === "current");
    expect(before?.source).not.toBe("console");

    await dialog.getByRole("button", { name: "Enter another one" }).click();
    await expect(dialog.getByLabel("New client secret")).toHaveValue("");
    await trySecret(page, secret);
    await expect(dialog.getByRole("alert")).toContainText("Juniper accepts the new secret");
    await dialog.getByRole("button", { name: "Done" }).click();
    await expect(dialog).toBeHidden();
    const inUse = page
      .getByRole("table", { name: "Credentials" })
      .getByRole("row")
      .filter({ has: page.getByText("In use", { exact: true }) });
    await expect(inUse).toContainText("by admin@muniment.example");

    // Every token so far is void: whoever goes on has signed in with a secret that Juniper takes now.
    await sandbox.setFault({ vendor: "juniper", fault: "expired_token", times: 1 });
    const { ssrn } = await ownEntitlement(api);
    const serial = newSerial();
    await activateLicense(api, ssrn, serial);
    expect(await juniperCalls("activateLicense", serial)).not.toHaveLength(0);
    const { credentials } = await readCredentials();
    expect(credentials[0]).toMatchObject({ state: "current", source: "console" });
    expect(credentials[0]?.provedAt).not.toBeNull();

    await page.reload();
    await expect(inUse).toBeVisible();
    const leftovers = [
      await leftOn(page),
      await (await api.get(`${connection}/credentials`)).text(),
      await (await api.get("/api/v1/audit?size=200")).text(),
    ];
    for (const text of leftovers) {
      for (const one of [secret, wrong]) expect(text).not.toContain(one);
    }
  });
});

test.describe("the onboarding", () => {
  const path = "/connections/juniper/onboarding";
  const step = (page: Page, title: string) => page.getByRole("listitem").filter({ hasText: title });

  // As nobody has begun it: also for another try.
  test.beforeEach(async () => {
    const data = { steps: { firewall: false }, unreachableAlias: null };
    await answerOf(await api.patch(`${connection}/onboarding`, { data }));
  });

  test("records a step and an alias, for everybody and for later", async ({ page }) => {
    const alias = "license-outages@example.com";
    await signIn(page, "admin", path);
    const firewall = step(page, "Open the firewall ports");
    await expect(firewall).toContainText("Not done yet");
    await firewall.getByRole("button", { name: "Mark as done" }).click();
    await expect(firewall).toContainText("by admin@muniment.example");
    const outages = step(page, "Alias for outages");
    await outages.getByRole("button", { name: "Write down…" }).click();
    const form = page.getByRole("dialog", { name: "Write down what was agreed" });
    await form.getByLabel("Alias for outages").fill("no address");
    await form.getByRole("button", { name: "Save" }).click();
    await expect(form.getByText("An e-mail address, such as licenses@example.com.")).toBeVisible();
    await form.getByLabel("Alias for outages").fill(alias);
    await form.getByRole("button", { name: "Save" }).click();
    await expect(form).toBeHidden();
    await expect(outages).toContainText(alias);

    await page.reload();
    await expect(firewall.getByRole("button", { name: "Reopen" })).toBeVisible();
    await expect(outages).toContainText(alias);
  });

  test("can be looked at by support, and not changed", async ({ page }) => {
    await signIn(page, "support", path);
    await expect(step(page, "Open the firewall ports")).toContainText("Not done yet");
    await expect(page.getByRole("button", { name: /^(Mark as done|Reopen|Write down|Change)/ })).toHaveCount(
      0,
    );
    const support = await apiAs("support");
    const answer = await support.patch(`${connection}/onboarding`, { data: { steps: { firewall: true } } });
    expect(answer.status()).toBe(403);
    await support.dispose();
  });
});

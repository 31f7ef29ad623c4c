import { deviceProfiles } from "@/lib/contract/device-profiles";
import { chooseOption } from "./fixtures/forms";
import { changeTags, createTag, jobTitled, untilState } from "./fixtures/jobs";
import { apiAs, signIn } from "./fixtures/people";
import { sandbox } from "./fixtures/sandbox";
import { type APIRequestContext, expect, type Page, test } from "./fixtures/test";

/** A profile that does not ask the whitelist: its devices are activated when they bootstrap. */
const labBench = "Yr3nHcVs7kQwDxJt0aMpZg";
const pilot = "Bd9uKjPw6fGzTnLx2mEoVw";

/** A new device that has confirmed chip-to-chip security and a heartbeat of 12 hours. */
async function deviceWithSettings(api: APIRequestContext): Promise<string> {
  const uid = await sandbox.bootstrap({ deviceProfileUid: labBench });
  const settings = { features: [{ name: "LocalC2C", enabled: true }], heartbeatSeconds: 43_200 };
  const answer = await api.put("/api/v1/provisioning", {
    data: { devices: { rotPublicUids: [uid] }, settings },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
  await sandbox.heartbeat({ rotPublicUids: [uid] });
  return uid;
}

const setting = (page: Page, name: string) =>
  page
    .getByRole("table", { name: "Wanted and confirmed settings" })
    .getByRole("row")
    .filter({ has: page.getByRole("rowheader", { name }) });

/** Chooses in one of the kit's selects. */
const choose = (page: Page, label: string, value: string) =>
  chooseOption(page, page.getByRole("combobox", { name: label, exact: true }), value);

test("devices with a tag are provisioned by one job, pending until their heartbeat and applied after it", async ({
  page,
}) => {
  const tagName = "journey provisioning";
  const api = await apiAs("admin");
  await createTag(api, tagName);
  const uids = [await deviceWithSettings(api), await deviceWithSettings(api)];
  await changeTags(api, "assign", tagName, uids);

  await signIn(page, "admin", `/devices/provision?tag=${encodeURIComponent(tagName)}`);
  await expect(page.getByText("2 devices as u-blox counts them now")).toBeVisible();
  await choose(page, "Chip-to-chip security", "Off");
  await page.getByRole("textbox", { name: "Days" }).fill("1");
  await expect(page.getByText("86,400 seconds")).toBeVisible();
  await expect(page.getByText("LocalC2C off; heartbeat 1 d")).toBeVisible();
  await page.getByRole("button", { name: "Make plan" }).click();
  const title = "Provision 2 devices";
  await page.getByRole("dialog", { name: title }).getByRole("button", { name: title }).click();
  await expect(page.getByText("The job has started")).toBeVisible();
  const { jobId } = await jobTitled(api, title);
  expect((await untilState(api, jobId, "done")).rows).toMatchObject({ total: 2, accepted: 2 });

  const [first = "", second = ""] = uids;
  await page.goto(`/devices/${first}/provisioning`);
  await expect(setting(page, "Chip-to-chip security")).toContainText("Pending, expected by");
  await expect(setting(page, "Security heartbeat")).toContainText("1 d");
  await expect(page.getByText(/settings? (is|are) pending until the next security heartbeat/)).toBeVisible();
  await sandbox.heartbeat({ rotPublicUids: [first] });
  await page.reload();
  await expect(setting(page, "Chip-to-chip security")).toContainText("Applied");
  await expect(page.getByText("1 d (86,400 seconds)")).toBeVisible();

  await page.goto(`/devices/${second}/provisioning`);
  await expect(setting(page, "Chip-to-chip security")).toContainText("Pending");
  await page.getByRole("button", { name: "Delete provisioning…" }).click();
  const remove = page.getByRole("dialog", { name: "Delete provisioning" });
  await expect(remove).toContainText("devices that already applied it keep it");
  await remove.getByRole("button", { name: "Delete provisioning" }).click();
  await expect(remove).toBeHidden();
  await expect(setting(page, "Chip-to-chip security")).toContainText("Not wanted now");
  await api.dispose();
});

test("one device's settings are changed by their difference", async ({ page }) => {
  const api = await apiAs("admin");
  const uid = await deviceWithSettings(api);
  await signIn(page, "admin", `/devices/${uid}/provisioning`);
  await page.getByRole("button", { name: "Set provisioning…" }).click();
  const form = page.getByRole("dialog", { name: "Set provisioning" });
  await form.getByRole("button", { name: "Set provisioning" }).click();
  await expect(form.getByText("Change at least one setting.")).toBeVisible();
  await form.getByRole("textbox", { name: "Days" }).fill("3");
  await expect(form.getByRole("status")).toContainText("heartbeat: 12 h → 3 d 12 h");
  await form.getByRole("button", { name: "Set provisioning" }).click();
  await expect(form).toBeHidden();
  await expect(setting(page, "Security heartbeat")).toContainText("Pending");
  const [sent] = (await sandbox.calls("ublox")).filter(({ path }) => path === "/v1/device/provisioning/set");
  expect(sent?.body).toMatchObject({ ROTPublicUIDs: [uid] });
  expect(Object.keys(Object(Object(sent?.body).Provisioning))).toEqual(["NetworkParameters"]);
  await api.dispose();
});

test("bootstrap provisioning is set after its difference was confirmed, reaches new devices only, and is deleted", async ({
  page,
}) => {
  await signIn(page, "admin", `/device-profiles/${pilot}`);
  await page.getByRole("button", { name: "Set bootstrap provisioning…" }).click();
  const form = page.getByRole("dialog", { name: "Set bootstrap provisioning" });
  await expect(form).toContainText("Only devices that have not bootstrapped are touched.");
  await form.getByRole("textbox", { name: "Days" }).fill("5");
  await form.getByRole("button", { name: "Review changes" }).click();
  const confirm = page.getByRole("dialog").filter({ hasText: "New devices of Pilot-EU are given this" });
  await expect(confirm).toContainText(/heartbeat: .+ → 5 d/);
  await confirm.getByRole("button", { name: "Cancel" }).click();
  // Whoever does not confirm it finds the form as it was.
  await expect(form.getByRole("textbox", { name: "Days" })).toHaveValue("5");
  await form.getByRole("button", { name: "Review changes" }).click();
  await confirm.getByRole("button", { name: "Set bootstrap provisioning" }).click();
  await expect(confirm).toBeHidden();
  const section = page.getByRole("region", { name: "Bootstrap provisioning" });
  await expect(section).toContainText("5 d");

  await page.getByRole("button", { name: "Delete bootstrap provisioning…" }).click();
  const remove = page.getByRole("dialog", { name: "Delete bootstrap provisioning" });
  await expect(remove).toContainText("New devices of this profile start with nothing enabled.");
  await remove.getByRole("button", { name: "Delete bootstrap provisioning" }).click();
  await expect(section).toContainText("Nothing is set");
});

test("profiles are found by tag or by exact name, never by both", async ({ page }) => {
  await signIn(page, "support", "/device-profiles");
  await page.getByRole("searchbox", { name: "Exact name" }).fill("meters-eu");
  await expect(page.getByText("No device profile is called exactly “meters-eu”.")).toBeVisible();
  await page.getByRole("searchbox", { name: "Exact name" }).fill("Meters-EU");
  await expect(page.getByRole("row")).toHaveCount(2);
  await page.goto("/device-profiles?tag=metering&profileName=Meters-EU");
  await expect(page.getByText("Of this link, the tag was left out.")).toBeVisible();
  const api = await apiAs("support");
  const params = { tag: "metering", profileName: "Meters-EU" };
  expect((await api.get("/api/v1/device-profiles", { params })).status()).toBe(400);
  const found = await api.get("/api/v1/device-profiles", { params: { tag: "METERING" } });
  const { items } = deviceProfiles.list.response.parse(await found.json());
  expect(items.map(({ profileName }) => profileName)).toContain("Meters-EU");
  await api.dispose();
});

test("a role that may only look is offered nothing to change", async ({ page }) => {
  const uid = await sandbox.bootstrap({ deviceProfileUid: labBench });
  await signIn(page, "auditor", `/devices/${uid}/provisioning`);
  await expect(page.getByRole("heading", { name: "Provisioning" })).toBeVisible();
  await expect(page.getByText("Last known contact")).toBeVisible();
  await expect(page.getByRole("button", { name: /provisioning…$/ })).toHaveCount(0);
  await page.goto(`/device-profiles/${labBench}`);
  await expect(page.getByRole("heading", { name: "Bootstrap provisioning" })).toBeVisible();
  await expect(page.getByRole("button", { name: /…$/ })).toHaveCount(0);
  await page.goto("/devices/provision");
  await expect(page.getByText("Your role cannot provision devices")).toBeVisible();
  const api = await apiAs("auditor");
  const data = { devices: { rotPublicUids: [uid] }, settings: { heartbeatSeconds: 60 } };
  expect((await api.put("/api/v1/provisioning", { data })).status()).toBe(403);
  await api.dispose();
});

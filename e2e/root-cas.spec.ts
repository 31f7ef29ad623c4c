import { X509Certificate } from "node:crypto";
import { saved } from "./fixtures/downloads";
import { apiAs, signIn } from "./fixtures/people";
import { sandbox } from "./fixtures/sandbox";
import { expect, type Page, test } from "./fixtures/test";

/** The outcomes in the history of one root CA's act, newest first. */
async function outcomesOf(action: string, subjectId: string): Promise<string[]> {
  const api = await apiAs("auditor");
  const answer = await api.get("/api/v1/audit", { params: { action, subjectId } });
  const { items } = await answer.json();
  await api.dispose();
  return items.map(({ outcome }: { outcome: string }) => outcome);
}

const tab = (page: Page, name: string) =>
  page.getByRole("navigation", { name: "Parts of this root CA" }).getByRole("link", { name });

async function openDeletion(page: Page) {
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Delete root CA…" }).click();
  return page.getByRole("dialog", { name: "Delete root CA" });
}

test("a root CA is created, its possession proved, its deletion refused while a device is to have it, and then done", async ({
  page,
}) => {
  const caName = "journey.example.com";
  const code = "930783746273459058465786283467236543874968549";
  await signIn(page, "admin", "/root-cas");

  await page.getByRole("button", { name: "Create root CA" }).first().click();
  const form = page.getByRole("dialog", { name: "Create root CA" });
  await form.getByLabel("Name").fill("not allowed");
  await form.getByRole("button", { name: "Create root CA" }).click();
  await expect(form.getByText("A root CA's name has 1 to 45 characters")).toBeVisible();
  // A name of another customer's, whom nobody here sees.
  await form.getByLabel("Name").fill("production");
  await form.getByRole("button", { name: "Create root CA" }).click();
  await expect(form.getByText("CAName already exists").first()).toBeVisible();
  await form.getByLabel("Name").fill(caName);
  await form.getByLabel("Validity of device certificates").fill("90");
  await form.getByLabel("Renew before the end").fill("90");
  await expect(form.getByText("renewed again at every heartbeat")).toBeVisible();
  await form.getByLabel("Renew before the end").fill("14");
  await form.getByRole("button", { name: "Create root CA" }).click();
  await expect(form).toBeHidden();
  await expect(page.getByRole("row").filter({ hasText: caName })).toContainText("14 days");

  await page.getByRole("link", { name: caName }).click();
  await expect(page.getByRole("heading", { name: caName, level: 1 })).toBeVisible();
  const download = page.getByRole("link", { name: "Download PEM" });
  const certificateFile = await saved(page, () => download.click());
  expect(certificateFile.name).toBe(`${caName}.pem`);
  const authority = new X509Certificate(certificateFile.bytes);
  expect(authority.subject).toContain(`CN=${caName}`);
  await expect(page.getByText(authority.fingerprint256).first()).toBeVisible();

  await tab(page, "Proof of possession").click();
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("heading", { name: "Enter the registration code" })).toBeFocused();
  await page.getByLabel("Registration code").fill(code);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Generate certificate" })).toBeVisible();
  await page.reload();
  await page.getByRole("button", { name: "Generate certificate" }).click();
  const proofButton = page.getByRole("button", { name: "Download proof certificate" });
  const proofFile = await saved(page, () => proofButton.click());
  const proof = new X509Certificate(proofFile.bytes);
  expect(proof.subject).toBe(`CN=${code}`);
  expect(proof.verify(authority.publicKey)).toBe(true);
  await expect(page.getByText("Your cloud may refuse it")).toHaveCount(0);

  const api = await apiAs("admin");
  const { items } = await (await api.get("/api/v1/devices")).json();
  const uid: string = items.find(({ state }: { state: string }) => state === "ACTIVATED").rotPublicUid;
  const give = async (rootCaName: string) => {
    const answer = await api.put("/api/v1/provisioning", {
      data: {
        devices: { rotPublicUids: [uid] },
        settings: { features: [], heartbeatSeconds: null, rootCaName },
      },
    });
    expect(answer.ok(), await answer.text()).toBe(true);
  };
  const { items: cas } = await (await api.get("/api/v1/root-cas")).json();
  await give(caName);

  const refused = await openDeletion(page);
  await expect(refused.getByText("In desired or current properties of 1 device.")).toBeVisible();
  await expect(refused.getByRole("link", { name: uid })).toHaveAttribute(
    "href",
    `/devices/${uid}/certificate`,
  );
  await refused.getByRole("button", { name: "Close" }).last().click();
  const deletions = async () =>
    (await sandbox.calls("ublox")).filter(({ path }) => path === "/v1/ztp/rootca/delete").length;
  const before = await deletions();
  const conflict = await api.delete(`/api/v1/root-cas/${caName}`);
  expect(conflict.status()).toBe(409);
  expect((await conflict.json()).detail).toContain(uid);
  expect(await deletions()).toBe(before);

  await give(cas[0].caName);
  const deletion = await openDeletion(page);
  await deletion.getByLabel("To confirm, type").fill(caName);
  await deletion.getByRole("button", { name: "Delete root CA" }).click();
  await expect(page.getByRole("heading", { name: "Root CAs", level: 1 })).toBeVisible();
  await expect(page.getByRole("row").nth(1)).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: caName })).toHaveCount(0);

  expect(await outcomesOf("rootCas.create", caName)).toEqual(["succeeded", "intent"]);
  expect(await outcomesOf("rootCas.popCertificate", caName)).toEqual(["succeeded", "intent"]);
  expect(await outcomesOf("rootCas.delete", caName)).toEqual(["succeeded", "intent", "failed", "intent"]);
  await api.dispose();
});

test.describe("the revocation list", () => {
  test.afterEach(() => sandbox.change({ ublox: { certificateManagement: true } }));

  test("is read, checked, kept and saved; without the subscription that is said, and what was kept is there", async ({
    page,
  }) => {
    const api = await apiAs("admin");
    const { items } = await (await api.get("/api/v1/root-cas")).json();
    const caName: string = items[0].caName;
    const { number, revocationListId } = await (await api.get(`/api/v1/root-cas/${caName}/crl`)).json();
    await api.dispose();

    await signIn(page, "support", `/root-cas/${caName}/revocation-list`);
    const history = page.getByRole("table", { name: "Revocation lists fetched" });
    await expect(history.getByRole("row").nth(1)).toContainText("Valid");
    const link = page.getByRole("link", { name: "Download list" });
    const file = await saved(page, () => link.click());
    expect(file.name).toMatch(new RegExp(`^${caName}-\\d{4}-\\d{2}-\\d{2}\\.crl$`));
    // DER begins with a SEQUENCE.
    expect(file.bytes[0]).toBe(0x30);
    expect(await link.getAttribute("href")).toContain(revocationListId);

    await sandbox.change({ ublox: { certificateManagement: false } });
    await page.reload();
    await expect(page.getByText("Revocation lists need the subscription")).toBeVisible();
    await expect(history.getByRole("row").nth(1)).toContainText(number);
  });
});

test("support is offered no change of a root CA", async ({ page }) => {
  await signIn(page, "support", "/root-cas");
  await expect(page.getByRole("row").nth(1)).toBeVisible();
  await expect(page.getByRole("button", { name: "Create root CA" })).toHaveCount(0);
  await page
    .getByRole("button", { name: /^Actions for/ })
    .first()
    .click();
  await expect(page.getByRole("menuitem")).toHaveText([
    "Show devices",
    "Show revocation list",
    "Download PEM",
  ]);
});

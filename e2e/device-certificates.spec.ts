import { type CertificateInList, deviceCertificates } from "@/lib/contract/device-certificates";
import { jobTitled, untilState } from "./fixtures/jobs";
import { apiAs, signIn } from "./fixtures/people";
import { sandbox } from "./fixtures/sandbox";
import { type APIRequestContext, expect, type Page, test } from "./fixtures/test";

/** Certificates of one root CA that are in order; each journey takes its own stretch of them. */
async function soundCertificates(api: APIRequestContext, from: number, count: number) {
  const answer = await api.get("/api/v1/device-certificates", { params: { page: 1 } });
  const { items } = deviceCertificates.list.response.parse(await answer.json());
  const [first] = items;
  const sound = items.filter(
    ({ standing, pending, serialNumber, caName }) =>
      standing === "valid" && pending === null && serialNumber !== null && caName === first?.caName,
  );
  const some = sound.slice(from, from + count);
  expect(some).toHaveLength(count);
  return some;
}

const serialOf = ({ serialNumber }: CertificateInList) => String(serialNumber).padStart(32, "0");

const acts = (page: Page) => page.getByRole("list", { name: "Acts on certificates of this device" });

async function confirm(page: Page, title: string, uid: string, reason?: string): Promise<void> {
  const dialog = page.getByRole("dialog", { name: title });
  await dialog.getByLabel("To confirm, type the RoT UID").fill(uid);
  if (reason !== undefined) await dialog.getByLabel("Reason").fill(reason);
  await dialog.getByRole("button", { name: title }).click();
  await expect(dialog).toBeHidden();
}

async function contact(page: Page, uid: string): Promise<void> {
  await sandbox.heartbeat({ rotPublicUids: [uid] });
  await page.reload();
}

test("a certificate is renewed in one heartbeat and re-keyed in two, with none in between", async ({
  page,
}) => {
  const api = await apiAs("admin");
  const [certificate] = await soundCertificates(api, 0, 1);
  const uid = certificate?.rotPublicUid ?? "";
  await signIn(page, "admin", `/devices/${uid}/certificate`);

  await page.getByRole("button", { name: "Renew…" }).click();
  const renew = page.getByRole("dialog", { name: "Renew certificate" });
  await expect(renew.getByText("Same key, new serial, at next heartbeat.")).toBeVisible();
  await renew.getByRole("button", { name: "90 days" }).click();
  await renew.getByRole("button", { name: "Renew certificate" }).click();
  await expect(renew).toBeHidden();
  const renewal = page.getByRole("list", { name: "Renewal, step by step" });
  await expect(renewal).toContainText("Accepted by u-blox");
  await expect(renewal).toContainText("Expected by");
  await contact(page, uid);
  await expect(acts(page)).toContainText("Renewed");
  await expect(renewal).toBeHidden();
  await expect(page.getByText("90 days", { exact: true })).toBeVisible();

  await page.getByRole("button", { name: "Re-key…" }).click();
  await expect(page.getByText("Two heartbeats. No certificate in between.")).toBeVisible();
  await confirm(page, "Re-key certificate", uid);
  const rekey = page.getByRole("list", { name: "Re-key, step by step" });
  await expect(rekey.getByRole("listitem")).toHaveCount(5);
  await page.getByRole("button", { name: "Renew…" }).click();
  const blocked = page.getByRole("dialog", { name: "Renew certificate" });
  await expect(blocked).toContainText("A re-key of this device is under way.");
  await blocked.getByRole("button", { name: "Close" }).last().click();
  const data = { caName: certificate?.caName, certificates: { rotPublicUids: [uid] }, validityDays: 90 };
  const refused = await api.post("/api/v1/device-certificates/renew", { data });
  expect(refused.status()).toBe(409);

  await contact(page, uid);
  await expect(page.getByText("There is no certificate on this device now")).toBeVisible();
  await expect(rekey.getByRole("listitem").filter({ hasText: "Heartbeat 1 of 2" })).toContainText("Seen");
  await expect(rekey.getByRole("listitem").filter({ hasText: "Heartbeat 2 of 2" })).toContainText(
    "Expected by",
  );
  await contact(page, uid);
  await expect(acts(page)).toContainText("Re-keyed");
  await expect(rekey).toBeHidden();
  await api.dispose();
});

test("a certificate is revoked, stands on its CA's revocation list, and is then removed", async ({
  page,
}) => {
  const api = await apiAs("admin");
  const [certificate] = await soundCertificates(api, 1, 1);
  if (certificate === undefined) throw new Error("the sandbox has no certificates");
  const { rotPublicUid: uid, caName } = certificate;
  await signIn(page, "admin", `/device-certificates?caName=${caName}`);

  await page.getByRole("button", { name: `Actions for ${uid}` }).click();
  await page.getByRole("menuitem", { name: "Revoke…" }).click();
  await expect(page.getByText("On the CRL now. Stays on the device.")).toBeVisible();
  await confirm(page, "Revoke certificate", uid, "The meter was stolen.");
  const next = page.getByRole("alert").filter({ hasText: "is revoked and still on device" });
  await expect(next).toContainText(serialOf(certificate));
  await expect(page.getByRole("row").filter({ hasText: uid })).toContainText("Revoked");

  await next.getByRole("link", { name: "Show revocation list" }).click();
  await expect(page.getByRole("row").filter({ hasText: serialOf(certificate).slice(-6) })).toBeVisible();

  await page.goto(`/devices/${uid}/certificate`);
  await page.getByRole("alert").getByRole("button", { name: "Remove from device…" }).click();
  await expect(page.getByText("Key and certificate leave at next heartbeat. Does not revoke.")).toBeVisible();
  await confirm(page, "Remove certificate from device", uid);
  await expect(page.getByRole("list", { name: "Removal, step by step" })).toBeVisible();
  await contact(page, uid);
  await expect(page.getByText("There is no certificate on this device.")).toBeVisible();
  await expect(acts(page)).toContainText("Removed from the device");
  await expect(acts(page)).toContainText("Revoked");

  const auditor = await apiAs("auditor");
  const params = { action: "deviceCertificates.revoke", subjectId: uid };
  const { items } = await (await auditor.get("/api/v1/audit", { params })).json();
  expect(items[0]).toMatchObject({ outcome: "succeeded", detail: { statedReason: "The meter was stolen." } });
  await auditor.dispose();
  await api.dispose();
});

test("several are renewed by a job, which the list then shows under way", async ({ page }) => {
  const api = await apiAs("admin");
  const certificates = await soundCertificates(api, 2, 3);
  const row = (uid: string) => page.getByRole("row").filter({ hasText: uid });
  await signIn(page, "admin", `/device-certificates?caName=${certificates[0]?.caName}`);
  for (const { rotPublicUid } of certificates) {
    await page.getByRole("checkbox", { name: `Select ${rotPublicUid}` }).check();
  }
  await page
    .getByRole("region", { name: "Selection" })
    .getByRole("button", { name: "Renew 3 certificates…" })
    .click();
  const form = page.getByRole("dialog", { name: "Renew 3 certificates" });
  await form.getByRole("button", { name: "180 days" }).click();
  await form.getByRole("button", { name: "Make plan" }).click();
  await expect(form).toBeHidden();
  const plan = page.getByRole("dialog", { name: "Renew 3 certificates" });
  await expect(plan).toContainText("u-blox bills 3 usage events");
  // The notice of the job has the same title as its plan.
  const startButton = plan.getByRole("button", { name: "Renew 3 certificates" });
  await startButton.click();
  await expect(startButton).toBeHidden();
  await expect(page.getByRole("region", { name: "Selection" })).toBeHidden();

  const { jobId } = await jobTitled(api, "Renew 3 certificates");
  expect((await untilState(api, jobId, "done")).rows).toMatchObject({ accepted: 3 });
  await page.reload();
  for (const { rotPublicUid } of certificates) {
    await expect(row(rotPublicUid)).toContainText("Renewal: 0 of 1 heartbeat");
  }
  await sandbox.heartbeat({ rotPublicUids: certificates.map(({ rotPublicUid }) => rotPublicUid) });
  await page.reload();
  for (const { rotPublicUid } of certificates) {
    await expect(row(rotPublicUid)).not.toContainText("Renewal");
  }
  await api.dispose();
});

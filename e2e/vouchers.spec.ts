import { createHash } from "node:crypto";
import { ContentInfo, SignedData } from "@peculiar/asn1-cms";
import { AsnConvert } from "@peculiar/asn1-schema";
import { vouchers } from "@/lib/contract/vouchers";
import { saved } from "./fixtures/downloads";
import { answerOf } from "./fixtures/jobs";
import {
  auditOf,
  domainCertificate,
  issueVoucher,
  juniperCalls,
  newSerial,
  ownEntitlement,
} from "./fixtures/juniper";
import { apiAs, signIn } from "./fixtures/people";
import { type APIRequestContext, expect, type Page, test } from "./fixtures/test";

const dayMs = 86_400_000;

let api: APIRequestContext;
test.beforeEach(async () => {
  api = await apiAs("admin");
});
test.afterEach(() => api.dispose());

/** What is signed in a voucher's file (RFC 8366 §5.4). */
function signedIn(file: Buffer): Record<string, unknown> {
  const { content } = AsnConvert.parse(file, ContentInfo);
  const { eContent } = AsnConvert.parse(content, SignedData).encapContentInfo;
  const json = Buffer.from(eContent?.single?.buffer ?? new ArrayBuffer()).toString("utf8");
  return Object(JSON.parse(json))["ietf-voucher:voucher"];
}

/** As a field for date and time takes it, in UTC. */
const typed = (moment: Date) => moment.toISOString().slice(0, 16);

const expiration = (page: Page) => page.getByLabel("Expiration");

test("a voucher is refused for a bad certificate and for a late end, accepted, decoded, downloaded and revoked", async ({
  page,
}) => {
  const { ssrn, entitlementId } = await ownEntitlement(api, { type: "VOUCHER", freeAtLeast: 5 });
  const serial = newSerial();
  const { der, pem, subject, notAfter } = await domainCertificate(60);
  await signIn(page, "admin", `/entitlements/${entitlementId}`);
  await page.getByRole("link", { name: "Issue voucher" }).click();
  const form = page.getByRole("form", { name: "Issue voucher" });
  await expect(form.getByLabel("SSRN")).toHaveValue(ssrn);
  await form.getByLabel("Serial number").fill(serial.toLowerCase());
  const certificate = form.getByLabel("Pinned domain certificate");
  const issue = form.getByRole("button", { name: "Issue voucher" });

  await certificate.fill("-----BEGIN CERTIFICATE-----\nno certificate at all\n-----END CERTIFICATE-----");
  await expiration(page).fill(typed(new Date(Date.now() + 30 * dayMs)));
  await issue.click();
  await expect(certificate).toHaveAttribute("aria-invalid", "true");
  const unreadable = await api.post("/api/v1/vouchers", {
    data: { serialNumber: serial, ssrn, expiresAt: notAfter.toISOString(), certificate: "MIIB" },
  });
  expect(unreadable.status()).toBe(400);

  await form.getByLabel("Or its file", { exact: true }).setInputFiles({
    name: "domain.der",
    mimeType: "application/pkix-cert",
    buffer: der,
  });
  const decoded = form.getByRole("region", { name: "What the certificate says" });
  await expect(decoded).toContainText(subject);
  await expect(decoded).toContainText("itself");
  const fingerprint = createHash("sha256").update(der).digest("hex").toUpperCase();
  await expect(decoded).toContainText(fingerprint.match(/../g)?.join(":") ?? "none");
  await expiration(page).fill(typed(new Date(notAfter.getTime() + 60_000)));
  await issue.click();
  await expect(form.getByText("This is later than the certificate, which ends").first()).toBeVisible();
  const late = await api.post("/api/v1/vouchers", {
    data: {
      serialNumber: serial,
      ssrn,
      expiresAt: new Date(notAfter.getTime() + 1).toISOString(),
      certificate: pem,
    },
  });
  expect(late.status()).toBe(400);
  expect(await late.text()).toContain("The voucher cannot end later than the certificate it pins");
  expect(await juniperCalls("generateVoucher", serial)).toHaveLength(0);

  await expiration(page).fill(typed(notAfter));
  await issue.click();
  await expect(page.getByRole("heading", { name: `Voucher for ${serial}`, level: 1 })).toBeVisible();
  await expect(page).toHaveURL(/\/vouchers\/vch_/);
  const inFile = page.getByRole("region", { name: "In the file" });
  await expect(inFile).toContainText("Valid");
  await expect(inFile).toContainText(serial);
  const download = page.getByRole("button", { name: "Download file" });
  const file = await saved(page, () => download.click());
  const voucherId = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  const known = vouchers.get.response.parse(await answerOf(await api.get(`/api/v1/vouchers/${voucherId}`)));
  const sha256 = createHash("sha256").update(file.bytes).digest("hex");
  expect(file.name).toBe(`${serial}.vcj`);
  expect(known).toMatchObject({ sha256, sizeBytes: file.bytes.length, standing: "issued", differences: [] });
  expect(signedIn(file.bytes)).toMatchObject({
    "serial-number": serial,
    "pinned-domain-cert": der.toString("base64"),
    "expires-on": notAfter.toISOString(),
  });
  const [downloaded] = await auditOf(api, "vouchers.download", voucherId);
  expect(downloaded).toMatchObject({ outcome: "succeeded", detail: { sha256 } });

  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Revoke voucher…" }).click();
  const dialog = page.getByRole("dialog", { name: "Revoke voucher" });
  await expect(dialog.getByText("A voucher file already handed out cannot be recalled.")).toBeVisible();
  await dialog.getByLabel("To confirm, type").fill(serial);
  await dialog.getByLabel("Reason").fill("The device was sold");
  await dialog.getByRole("button", { name: "Revoke voucher" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("It was downloaded here once.")).toBeVisible();
  await expect(page.getByText("Revoked", { exact: true }).first()).toBeVisible();
  expect(await juniperCalls("generateVoucher", serial)).toHaveLength(1);
  expect(await juniperCalls("revoke", serial)).toHaveLength(1);
  const [revoked] = await auditOf(api, "vouchers.revoke", voucherId);
  expect(revoked).toMatchObject({
    outcome: "succeeded",
    detail: { statedReason: "The device was sold" },
  });
});

test("support reads vouchers, and is offered neither their files nor a change", async ({ page }) => {
  const { ssrn } = await ownEntitlement(api, { type: "VOUCHER", freeAtLeast: 5 });
  const { voucherId, serialNumber } = await issueVoucher(api, ssrn, newSerial());
  await signIn(page, "support", `/vouchers?serialNumber=${serialNumber}`);
  await expect(page.getByRole("link", { name: "Issue voucher" })).toHaveCount(0);
  await page.getByRole("button", { name: `Actions for voucher of ${serialNumber}` }).click();
  await expect(page.getByRole("menuitem")).toHaveText(["Open", "Show vouchers of this device"]);
  await page.getByRole("menuitem", { name: "Open" }).click();
  await expect(page.getByRole("heading", { name: `Voucher for ${serialNumber}`, level: 1 })).toBeVisible();
  await expect(page.getByRole("button", { name: "Download file" })).toHaveCount(0);
  const support = await apiAs("support");
  expect((await support.post(`/api/v1/vouchers/${voucherId}/download`)).status()).toBe(403);
  await support.dispose();
});

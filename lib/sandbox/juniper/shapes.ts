import type { DateWriter } from "./dates";
import { licenseOf } from "./license";
import { activationStatus, quantityOf, statusOf, voucherStatus } from "./rules/entitlements";
import type { Activation, Entitlement, JuniperState, Voucher } from "./state";

interface Writing {
  readonly state: JuniperState;
  readonly nowMs: number;
  readonly dates: DateWriter;
}

export function entitlementJson(entitlement: Entitlement, { state, nowMs, dates }: Writing) {
  const { entitlementId, activationCode, ssrn, type, productSku, productDescription } = entitlement;
  const { customerId, groupId, accountId } = entitlement;
  return {
    entitlementId,
    activationCode,
    ssrn,
    entitlementType: type,
    productSku,
    productDescription,
    customerId,
    groupId,
    accountId,
    quantity: quantityOf(entitlement, state),
    ...termJson(entitlement, dates),
    status: statusOf(entitlement, state, nowMs),
    activations: [
      ...state.activationsOf(entitlement).map((activation) => ({
        activationId: activation.activationId,
        serialNumber: activation.serialNumber,
        activatedOn: dates.instant(activation.takenAtMs, activation.activationId),
        status: activationStatus(activation, nowMs),
      })),
      ...state.vouchersOf(entitlement).map((voucher) => ({
        activationId: voucher.voucherId,
        serialNumber: voucher.serialNumber,
        activatedOn: dates.instant(voucher.takenAtMs, voucher.voucherId),
        status: voucherStatus(voucher, nowMs),
      })),
    ],
  };
}

/** With key and file: only the answer to the activation itself has them. */
export function activationJson(activation: Activation, { nowMs, dates }: Writing) {
  const { activationId, serialNumber, entitlement, quantity, takenAtMs } = activation;
  const { licenseId, licenseKey, fileText } = licenseOf(activation);
  return {
    activationId,
    serialNumber,
    ssrn: entitlement.ssrn,
    activationCode: entitlement.activationCode,
    licenseId,
    licenseKey,
    licenseFile: {
      fileName: `${serialNumber}.lic`,
      contentBase64: Buffer.from(fileText).toString("base64"),
    },
    quantity,
    activatedOn: dates.instant(takenAtMs, activationId),
    ...termJson(entitlement, dates),
    status: activationStatus(activation, nowMs),
  };
}

export function voucherJson(
  voucher: Voucher,
  artifact: { cms: Buffer; pinnedDomainCertSha256: string },
  { nowMs, dates }: Writing,
) {
  const { voucherId, serialNumber, entitlement, takenAtMs, expiresAtMs } = voucher;
  return {
    voucherId,
    serialNumber,
    ssrn: entitlement.ssrn,
    createdOn: dates.instant(takenAtMs, voucherId),
    expiresOn: dates.instant(expiresAtMs, `${voucherId} end`),
    assertion: "verified",
    pinnedDomainCertSha256: artifact.pinnedDomainCertSha256,
    status: voucherStatus(voucher, nowMs),
    voucherFile: {
      fileName: `${serialNumber}.vcj`,
      mediaType: "application/voucher-cms+json",
      contentBase64: artifact.cms.toString("base64"),
    },
  };
}

function termJson({ entitlementId, startMs, endMs }: Entitlement, dates: DateWriter) {
  return {
    startDate: dates.day(startMs, entitlementId),
    endDate: endMs === null ? null : dates.day(endMs, `${entitlementId} end`),
  };
}

import { READY } from "./rules/timeline";
import { type Authority, type Batch, balanceOf, phaseAt, type SectigoState } from "./state";

/** In all of the guide's samples the two numbers of a batch differ by this. */
const ORDER_NUMBER_OFFSET = 212;

export function authorityJson(authority: Authority, state: SectigoState) {
  const balances = [...state.authorities.values()].map(balanceOf);
  return {
    id: authority.id,
    ecosystemId: 1,
    signerCertificateId: 0,
    ecosystemName: "Sectigo IoT Sandbox",
    balance: balanceOf(authority),
    enabled: authority.enabled,
    addedBalance: authority.addedBalance,
    usedBalance: authority.usedBalance,
    extId: 0,
    profileId: authority.profileId,
    profileName: authority.profileName,
    totalEcosystemBalance: balances.reduce((sum, balance) => sum + balance, 0),
  };
}

/** A batch in full; in the rows of a search `profile` and `generatorParametersValues` are null [seed]. */
export function batchJson(batch: Batch, state: SectigoState, nowMs: number, form: "detail" | "row") {
  const { status, active, downloadable, rejectReason } = phaseAt(batch, nowMs);
  const detail = form === "detail";
  return {
    batchId: batch.batchId,
    orderNumber: batch.batchId + ORDER_NUMBER_OFFSET,
    creationDate: new Date(batch.createdAtMs).toISOString(),
    profile: detail ? (state.authorities.get(batch.authorityId)?.profileName ?? null) : null,
    size: batch.size,
    status,
    isRejectableDueTo: null,
    active,
    batchName: batch.batchName,
    rejectReason,
    generatorParametersValues: detail && batch.source.kind === "generator" ? batch.source.values : null,
    userId: batch.userId,
    rejectable: status === READY,
    downloadable,
  };
}

"use client";

import { useRead, useWrite } from "@/lib/browser/queries";
import { deviceProfiles } from "@/lib/contract/device-profiles";
import { sandbox } from "@/lib/contract/sandbox";

const changesSandbox = { invalidates: [sandbox.get] };

export const useSandbox = (pollEveryMs: number | false) =>
  useRead(sandbox.get, {}, { pollEveryMs: () => pollEveryMs });

/** The profiles a new device can be sealed with; the first page is enough to choose from. */
export const useProfilesToSeal = (open: boolean) =>
  useRead(deviceProfiles.list, { query: { page: 1 } }, { enabled: open });

export const useHeartbeat = () => useWrite(sandbox.heartbeat, changesSandbox);
export const useBootstrap = () => useWrite(sandbox.bootstrap, changesSandbox);
export const useSetFault = () => useWrite(sandbox.setFault, changesSandbox);
export const useClearFaults = () => useWrite(sandbox.clearFaults, changesSandbox);
export const useAdvanceClock = () => useWrite(sandbox.advanceClock, changesSandbox);
export const useChangeSettings = () => useWrite(sandbox.changeSettings, changesSandbox);
export const useRotateJuniperSecret = () => useWrite(sandbox.rotateJuniperSecret, changesSandbox);
export const useCountOtherCalls = () => useWrite(sandbox.countOtherCalls, changesSandbox);
export const useIssueIdToken = () => useWrite(sandbox.issueIdToken, changesSandbox);
export const useIssueClientCertificate = () => useWrite(sandbox.issueClientCertificate, changesSandbox);
export const useResetSandbox = () => useWrite(sandbox.reset, changesSandbox);

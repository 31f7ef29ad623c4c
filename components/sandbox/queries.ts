"use client";

import { useRead, useWrite } from "@/lib/browser/queries";
import { sandbox } from "@/lib/contract/sandbox";

const changesSandbox = { invalidates: [sandbox.get] };

export const useSandbox = (pollEveryMs: number | false) =>
  useRead(sandbox.get, {}, { pollEveryMs: () => pollEveryMs });

export const useSetFault = () => useWrite(sandbox.setFault, changesSandbox);
export const useClearFaults = () => useWrite(sandbox.clearFaults, changesSandbox);
export const useAdvanceClock = () => useWrite(sandbox.advanceClock, changesSandbox);
export const useChangeSettings = () => useWrite(sandbox.changeSettings, changesSandbox);
export const useResetSandbox = () => useWrite(sandbox.reset, changesSandbox);

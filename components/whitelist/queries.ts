"use client";

import { useRead, useWrite } from "@/lib/browser/queries";
import { devices } from "@/lib/contract/devices";
import { whitelist } from "@/lib/contract/whitelist";

const changesWhitelist = { invalidates: [whitelist.list, devices.list] };

export const useWhitelist = (page: number, pollEveryMs: number | false) =>
  useRead(whitelist.list, { query: { page } }, { pollEveryMs: () => pollEveryMs });

export const useAdd = () => useWrite(whitelist.add, changesWhitelist);
export const useRemove = () => useWrite(whitelist.remove, changesWhitelist);

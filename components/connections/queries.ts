"use client";

import { useRead, useWrite } from "@/lib/browser/queries";
import { connections } from "@/lib/contract/connections";
import { juniperAccess } from "@/lib/contract/juniper-access";

export const useConnections = (pollEveryMs: number | false) =>
  useRead(connections.list, {}, { pollEveryMs: () => pollEveryMs });

export const useTestConnection = () =>
  useWrite(connections.test, { invalidates: [connections.list, juniperAccess.budget] });

export const useJuniperBudget = (pollEveryMs: number | false) =>
  useRead(juniperAccess.budget, {}, { pollEveryMs: () => pollEveryMs });

export const useJuniperCredentials = (pollEveryMs: number | false) =>
  useRead(juniperAccess.credentials, {}, { pollEveryMs: () => pollEveryMs });

"use client";

import { useRead, useWrite } from "@/lib/browser/queries";
import { connections } from "@/lib/contract/connections";

export const useConnections = (pollEveryMs: number | false) =>
  useRead(connections.list, {}, { pollEveryMs: () => pollEveryMs });

export const useTestConnection = () => useWrite(connections.test, { invalidates: [connections.list] });

"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { addressOf } from "@/lib/browser/call";
import { useRead, useWrite } from "@/lib/browser/queries";
import { upload } from "@/lib/browser/upload";
import { devices } from "@/lib/contract/devices";
import { type WhitelistImport, whitelist } from "@/lib/contract/whitelist";

const changesWhitelist = { invalidates: [whitelist.list, devices.list] };
/** An import on its way changes every few seconds; a finished one does not. */
const followEveryMs = 1_000;

export const useWhitelist = (page: number, pollEveryMs: number | false) =>
  useRead(whitelist.list, { query: { page } }, { pollEveryMs: () => pollEveryMs });

export const useAdd = () => useWrite(whitelist.add, changesWhitelist);
export const useRemove = () => useWrite(whitelist.remove, changesWhitelist);
export const useImports = () => useRead(whitelist.listImports);

export const useImport = (importId: string) =>
  useRead(
    whitelist.getImport,
    { params: { importId } },
    { pollEveryMs: (found) => (found?.state === "sending" ? followEveryMs : false) },
  );

export const useSendImport = () =>
  useWrite(whitelist.import, { invalidates: [whitelist.getImport, whitelist.listImports, whitelist.list] });

/** Uploads a file to be checked, with the bytes sent so far. */
export function useCheckImport() {
  const [sentBytes, setSentBytes] = useState(0);
  const check = useMutation<WhitelistImport, Error, File>({
    mutationFn: (file) =>
      upload(whitelist.checkImport, { query: { fileName: file.name }, file }, setSentBytes),
  });
  return { check, sentBytes };
}

export const errorsAddress = (importId: string) =>
  addressOf(whitelist.importErrors, { params: { importId } });
export const resultAddress = (importId: string) =>
  addressOf(whitelist.importResult, { params: { importId } });

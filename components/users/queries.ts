"use client";

import { useRead, useWrite } from "@/lib/browser/queries";
import { users } from "@/lib/contract/users";

const changesUsers = { invalidates: [users.list] };

export const useUsers = () => useRead(users.list);
export const useInvite = () => useWrite(users.invite, changesUsers);
export const useSetRole = () => useWrite(users.setRole, changesUsers);
export const useDisable = () => useWrite(users.disable, changesUsers);
export const useEnable = () => useWrite(users.enable, changesUsers);
export const useRenewLink = () => useWrite(users.renewLink, changesUsers);

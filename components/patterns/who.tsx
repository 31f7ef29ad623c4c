"use client";

import { createContext, type ReactNode, useContext } from "react";
import { can, type Permission, type Role } from "@/lib/access/permissions";

/** Who is signed in, as far as screens need to know. */
export interface Who {
  userId: string;
  name: string;
  email: string;
  role: Role;
}

const WhoContext = createContext<Who | undefined>(undefined);

export function WhoProvider({ who, children }: { who: Who; children: ReactNode }) {
  return <WhoContext value={who}>{children}</WhoContext>;
}

/** The person signed in. */
export function useWho(): Who {
  const who = useContext(WhoContext);
  if (who === undefined) throw new Error("This screen is shown outside of the signed-in console.");
  return who;
}

/** Whether the person's role holds a permission: decides what is offered; the server decides what is done. */
export function useCan(): (permission: Permission) => boolean {
  const { role } = useWho();
  return (permission) => can(role, permission);
}

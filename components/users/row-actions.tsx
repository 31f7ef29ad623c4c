"use client";

import { useCan, useWho } from "@/components/patterns/who";
import { MenuItem, MenuLink } from "@/components/ui/menu-items";
import type { User } from "@/lib/contract/users";

export type UserAct = "setRole" | "link" | "disable" | "enable";

/** What can be done with one person. */
export function UserActions({ user, onAct }: { user: User; onAct: (act: UserAct, user: User) => void }) {
  const can = useCan();
  const { userId } = useWho();
  const self = userId === user.userId ? "This is you. Another administrator can do it." : undefined;
  return (
    <>
      {can("audit:read") && (
        <MenuLink href={`/audit?actor=${encodeURIComponent(user.email)}`}>Show audit history</MenuLink>
      )}
      {can("users:write") && (
        <>
          <MenuItem
            onSelect={() => onAct("setRole", user)}
            disabledReason={
              user.signsInWith === "oidc"
                ? "The role comes from the identity provider at each sign-in."
                : self
            }
          >
            Change role…
          </MenuItem>
          {user.signsInWith === "password" && user.state !== "disabled" && (
            <MenuItem onSelect={() => onAct("link", user)}>Make a new password link…</MenuItem>
          )}
          {user.state === "disabled" ? (
            <MenuItem onSelect={() => onAct("enable", user)}>Enable person…</MenuItem>
          ) : (
            <MenuItem danger onSelect={() => onAct("disable", user)} disabledReason={self}>
              Disable person…
            </MenuItem>
          )}
        </>
      )}
    </>
  );
}

"use client";

import LogOut from "lucide-react/icons/log-out";
import { Menu, MenuSeparator } from "@/components/ui/menu";
import { MenuItem } from "@/components/ui/menu-items";
import { ThemeMenuGroup } from "@/components/ui/theme-toggle";
import { type Role, roleLabels } from "@/lib/access/permissions";

export interface Person {
  name: string;
  email: string;
  role: Role;
}

function initials(name: string): string {
  const words = name.split(/[\s@.]+/).filter((word) => word !== "");
  return `${words[0]?.[0] ?? "?"}${words.length > 1 ? (words[words.length - 1]?.[0] ?? "") : ""}`.toUpperCase();
}

/** Who is signed in and as what; theme; the way out. */
export function PersonMenu({ person, onSignOut }: { person: Person; onSignOut: () => void }) {
  return (
    <Menu
      trigger={
        <button
          type="button"
          className="touch-target inline-flex size-7 items-center justify-center rounded-full bg-pressed text-12 font-semibold text-soft hover:text-ink data-popup-open:text-ink"
        >
          <span aria-hidden>{initials(person.name)}</span>
          <span className="sr-only">Account of {person.name}</span>
        </button>
      }
    >
      <div className="px-2 pb-2 pt-1.5">
        <p className="truncate font-medium">{person.name}</p>
        <p className="truncate text-12 text-muted">{person.email}</p>
        <p className="text-12 text-muted">{roleLabels[person.role]}</p>
      </div>
      <MenuSeparator />
      <ThemeMenuGroup />
      <MenuSeparator />
      <MenuItem icon={<LogOut aria-hidden className="size-4" />} onSelect={onSignOut}>
        Sign out
      </MenuItem>
    </Menu>
  );
}

import type { ComponentType, SVGProps } from "react";
import { can, type Permission, type Role } from "@/lib/access/permissions";

export interface NavigationItem {
  label: string;
  path: string;
  icon: ComponentType<SVGProps<SVGSVGElement>>;
  /** Hidden from roles without it. */
  permission: Permission;
  /** Second key of its "g …" shortcut. */
  key?: string;
  /** Further words the command palette finds it by. */
  keywords?: string[];
}

export interface NavigationGroup {
  /** Absent for the items above all groups. */
  label?: string;
  items: readonly NavigationItem[];
}

/** What a role may see; groups without items disappear. */
export function navigationFor(groups: readonly NavigationGroup[], role: Role): NavigationGroup[] {
  return groups
    .map((group) => ({ ...group, items: group.items.filter((item) => can(role, item.permission)) }))
    .filter((group) => group.items.length > 0);
}

/** Whether an item's page or one below it is open. "/" is only itself. */
export function isCurrent(path: string, pathname: string): boolean {
  if (path === "/") return pathname === "/";
  return pathname === path || pathname.startsWith(`${path}/`);
}

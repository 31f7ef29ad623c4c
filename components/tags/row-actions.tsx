"use client";

import { useCan } from "@/components/patterns/who";
import { MenuItem, MenuLink } from "@/components/ui/menu-items";
import type { Tag } from "@/lib/contract/tags";
import { devicesWithTag } from "./columns";

export type TagAct = "assign" | "unassign" | "unassignEverywhere" | "delete";

/** What can be done with one tag. */
export function TagActions({ tag, onAct }: { tag: Tag; onAct: (act: TagAct, tag: Tag) => void }) {
  const may = useCan();
  const mayChange = may("tags:write");
  const mayProvision = may("provisioning:write");
  return (
    <>
      <MenuLink href={devicesWithTag(tag.tagName)}>Show devices</MenuLink>
      {mayProvision && (
        <MenuLink href={`/devices/provision?${new URLSearchParams({ tag: tag.tagName })}`}>
          Provision devices…
        </MenuLink>
      )}
      {mayChange && (
        <>
          <MenuItem onSelect={() => onAct("assign", tag)}>Assign to…</MenuItem>
          <MenuItem onSelect={() => onAct("unassign", tag)}>Remove from…</MenuItem>
          <MenuItem onSelect={() => onAct("unassignEverywhere", tag)}>Remove from all devices…</MenuItem>
          <MenuItem onSelect={() => onAct("delete", tag)} danger>
            Delete tag…
          </MenuItem>
        </>
      )}
    </>
  );
}

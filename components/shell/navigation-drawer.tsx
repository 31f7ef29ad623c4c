"use client";

import Menu from "lucide-react/icons/menu";
import { useState } from "react";
import { Brand } from "@/components/ui/brand";
import { IconButton } from "@/components/ui/icon-button";
import { Sheet } from "@/components/ui/sheet";
import type { NavigationGroup } from "./navigation";
import { SidebarLinks } from "./sidebar-links";

/** The same navigation behind one button, where there is no room beside the page. */
export function NavigationDrawer(props: {
  groups: readonly NavigationGroup[];
  counts?: Readonly<Record<string, number>>;
}) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <IconButton
        label="Open navigation"
        tooltip={false}
        icon={<Menu aria-hidden className="size-4" />}
        aria-expanded={open}
        onClick={() => setOpen(true)}
        className="-ml-2 lg:hidden"
      />
      <Sheet open={open} onOpenChange={setOpen} side="left" width="narrow" title="Navigation" bare>
        <div className="flex h-12 items-center px-2">
          <Brand />
        </div>
        <div className="px-2 py-2">
          <SidebarLinks groups={props.groups} counts={props.counts} onNavigate={() => setOpen(false)} />
        </div>
      </Sheet>
    </>
  );
}

"use client";

import PanelLeft from "lucide-react/icons/panel-left";
import { useState } from "react";
import { Brand } from "@/components/ui/brand";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import type { NavigationGroup } from "./navigation";
import { rememberSidebar } from "./sidebar-cookie";
import { SidebarLinks } from "./sidebar-links";

/** The navigation beside the page, 232 px, or 56 px of icons. Below 1024 px it is a drawer instead. */
export function Sidebar(props: {
  groups: readonly NavigationGroup[];
  counts?: Readonly<Record<string, number>>;
  initiallyCollapsed: boolean;
}) {
  const [collapsed, setCollapsed] = useState(props.initiallyCollapsed);
  const toggle = () => {
    rememberSidebar(!collapsed);
    setCollapsed(!collapsed);
  };
  return (
    <aside
      className={cn(
        "sticky top-0 hidden h-dvh shrink-0 flex-col border-r border-line bg-sunken lg:flex",
        collapsed ? "w-14" : "w-58",
      )}
    >
      <div className={cn("flex h-12 shrink-0 items-center px-2", collapsed && "justify-center")}>
        <Brand collapsed={collapsed} />
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-2 py-2">
        <SidebarLinks groups={props.groups} counts={props.counts} collapsed={collapsed} />
      </div>
      <div className={cn("flex shrink-0 px-3 py-2", collapsed && "justify-center")}>
        <IconButton
          label={collapsed ? "Expand sidebar" : "Collapse sidebar"}
          aria-expanded={!collapsed}
          icon={<PanelLeft aria-hidden className="size-4" />}
          onClick={toggle}
        />
      </div>
    </aside>
  );
}

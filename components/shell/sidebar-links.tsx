"use client";

import NextLink from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "@/components/ui/cn";
import { Tooltip } from "@/components/ui/tooltip";
import { isCurrent, type NavigationGroup, type NavigationItem } from "./navigation";

interface LinksProps {
  groups: readonly NavigationGroup[];
  /** Numbers at the right of an item, by path: what waits there. */
  counts?: Readonly<Record<string, number>>;
  collapsed?: boolean;
  onNavigate?: () => void;
}

function ItemLink(props: Omit<LinksProps, "groups"> & { item: NavigationItem }) {
  const { item, collapsed } = props;
  const current = isCurrent(item.path, usePathname());
  const count = props.counts?.[item.path];
  const Icon = item.icon;
  const link = (
    <NextLink
      href={item.path}
      aria-current={current ? "page" : undefined}
      onClick={props.onNavigate}
      className={cn(
        "flex h-8 items-center gap-2.5 rounded-control px-2 text-13 text-soft transition-colors hover:bg-hover hover:text-ink pointer-coarse:h-11",
        current && "bg-pressed font-medium text-ink hover:bg-pressed",
        collapsed && "justify-center",
      )}
    >
      <Icon aria-hidden className={cn("size-4 shrink-0", !current && "text-muted")} />
      <span className={cn("min-w-0 flex-1 truncate", collapsed && "sr-only")}>{item.label}</span>
      {count !== undefined && count > 0 && (
        <span className={cn("tabular text-12 text-muted", collapsed && "sr-only")}>
          <span className="sr-only"> </span>
          {count.toLocaleString("en-US")}
        </span>
      )}
    </NextLink>
  );
  return collapsed ? <Tooltip content={item.label}>{link}</Tooltip> : link;
}

/** The navigation's groups. Collapsed, the words stay for assistive technology and tooltips. */
export function SidebarLinks({ groups, ...rest }: LinksProps) {
  return (
    <nav aria-label="Main" className="flex flex-col gap-4">
      {groups.map((group, index) => (
        <div key={group.label ?? index}>
          {group.label && (
            <h2 className={cn("px-2 pb-1 text-12 text-muted", rest.collapsed && "sr-only")}>{group.label}</h2>
          )}
          <ul className="flex flex-col gap-px">
            {group.items.map((item) => (
              <li key={item.path}>
                <ItemLink item={item} {...rest} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

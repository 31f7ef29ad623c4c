"use client";

import { Tabs as Base } from "@base-ui/react/tabs";
import NextLink from "next/link";
import type { ReactNode } from "react";
import { cn } from "./cn";

const listClass = "relative flex gap-5 overflow-x-auto border-b border-line";
const tabClass =
  "relative -mb-px inline-flex h-9 shrink-0 select-none items-center gap-1.5 border-b-2 border-transparent text-13 text-muted transition-colors hover:text-ink focus-visible:-outline-offset-2";
const activeClass = "border-accent font-medium text-ink";

function TabCount({ count }: { count: number | undefined }) {
  if (count === undefined) return null;
  return <span className="tabular text-12 font-normal text-muted">{count.toLocaleString("en-US")}</span>;
}

export interface TabItem<Value extends string> {
  value: Value;
  label: ReactNode;
  count?: number;
  content: ReactNode;
}

/** Views of the same thing inside one page. Where a view has its own address, use `TabLinks`. */
export function Tabs<Value extends string>(props: {
  items: readonly TabItem<Value>[];
  value?: Value;
  defaultValue?: Value;
  onValueChange?: (value: Value) => void;
  className?: string;
}) {
  return (
    <Base.Root
      value={props.value}
      defaultValue={props.defaultValue ?? props.items[0]?.value}
      onValueChange={(value: Value) => props.onValueChange?.(value)}
      className={props.className}
    >
      <Base.List className={listClass}>
        {props.items.map((item) => (
          <Base.Tab
            key={item.value}
            value={item.value}
            className={(state) => cn(tabClass, state.active && activeClass)}
          >
            {item.label}
            <TabCount count={item.count} />
          </Base.Tab>
        ))}
      </Base.List>
      {props.items.map((item) => (
        <Base.Panel key={item.value} value={item.value} className="pt-4 outline-offset-4">
          {item.content}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}

/** The same row as links, for tabs that have their own address. */
export function TabLinks(props: {
  label: string;
  items: readonly { href: string; label: ReactNode; count?: number; current: boolean }[];
}) {
  return (
    <nav aria-label={props.label} className={listClass}>
      {props.items.map((item) => (
        <NextLink
          key={item.href}
          href={item.href}
          aria-current={item.current ? "page" : undefined}
          className={cn(tabClass, item.current && activeClass)}
        >
          {item.label}
          <TabCount count={item.count} />
        </NextLink>
      ))}
    </nav>
  );
}

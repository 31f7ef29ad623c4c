"use client";

import { Menu as Base } from "@base-ui/react/menu";
import Check from "lucide-react/icons/check";
import NextLink from "next/link";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { popupItemClass } from "./popup-styles";

interface Common {
  icon?: ReactNode;
  /** A shortcut, such as <Kbd>G D</Kbd>. */
  shortcut?: ReactNode;
  children: ReactNode;
}

export interface MenuItemProps extends Common {
  onSelect: () => void;
  danger?: boolean;
  /** Why it cannot be used now; shown under the label, the item stays reachable. */
  disabledReason?: string;
}

function Inside({ icon, shortcut, children }: Common) {
  return (
    <>
      {icon && <span className="flex size-4 shrink-0 items-center justify-center text-muted">{icon}</span>}
      <span className="min-w-0 flex-1">{children}</span>
      {shortcut && <span className="shrink-0 pl-4">{shortcut}</span>}
    </>
  );
}

/** One action. Its label is verb and noun; an action that asks first ends in "…". */
export function MenuItem({ onSelect, danger, disabledReason, icon, shortcut, children }: MenuItemProps) {
  return (
    <Base.Item
      onClick={() => {
        if (disabledReason === undefined) onSelect();
      }}
      closeOnClick={disabledReason === undefined}
      aria-disabled={disabledReason !== undefined || undefined}
      className={cn(popupItemClass, danger && "text-failed [&_svg]:text-failed")}
    >
      <Inside icon={icon} shortcut={shortcut}>
        {disabledReason === undefined ? (
          children
        ) : (
          <>
            <span className="block text-muted">{children}</span>
            <span className="block text-12 text-muted">{disabledReason}</span>
          </>
        )}
      </Inside>
    </Base.Item>
  );
}

/** A link inside a menu: opens in a new tab with the middle button like any link. */
export function MenuLink({
  href,
  download,
  icon,
  shortcut,
  children,
}: Common & { href: string /** The address answers with a file to save. */; download?: boolean }) {
  return (
    <Base.LinkItem
      closeOnClick
      // biome-ignore lint/a11y/useAnchorContent: the item's content becomes the anchor's
      render={download ? <a href={href} download /> : <NextLink href={href} />}
      className={popupItemClass}
    >
      <Inside icon={icon} shortcut={shortcut}>
        {children}
      </Inside>
    </Base.LinkItem>
  );
}

function Mark() {
  return <Check aria-hidden className="size-4 text-accent" />;
}

/** A choice that can be on or off; the menu stays open. */
export function MenuCheckbox(props: {
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  disabled?: boolean;
  children: ReactNode;
}) {
  return (
    <Base.CheckboxItem
      checked={props.checked}
      onCheckedChange={(checked) => props.onCheckedChange(checked)}
      disabled={props.disabled}
      closeOnClick={false}
      className={popupItemClass}
    >
      <span className="size-4 shrink-0">
        <Base.CheckboxItemIndicator>
          <Mark />
        </Base.CheckboxItemIndicator>
      </span>
      <span className="min-w-0 flex-1">{props.children}</span>
    </Base.CheckboxItem>
  );
}

/** One of several, with a heading. */
export function MenuRadioGroup<Value extends string>(props: {
  label: ReactNode;
  value: Value;
  onValueChange: (value: Value) => void;
  options: readonly { value: Value; label: ReactNode; icon?: ReactNode }[];
}) {
  return (
    <Base.RadioGroup value={props.value} onValueChange={(value: Value) => props.onValueChange(value)}>
      <Base.GroupLabel className="px-2 pb-1 pt-1.5 text-12 text-muted">{props.label}</Base.GroupLabel>
      {props.options.map((option) => (
        <Base.RadioItem key={option.value} value={option.value} className={popupItemClass}>
          <span className="size-4 shrink-0">
            <Base.RadioItemIndicator>
              <Mark />
            </Base.RadioItemIndicator>
          </span>
          <span className="min-w-0 flex-1">{option.label}</span>
          {option.icon && <span className="text-muted">{option.icon}</span>}
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  );
}

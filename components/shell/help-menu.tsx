"use client";

import BookOpen from "lucide-react/icons/book-open";
import CircleQuestionMark from "lucide-react/icons/circle-question-mark";
import Keyboard from "lucide-react/icons/keyboard";
import { IconButton } from "@/components/ui/icon-button";
import { Kbd } from "@/components/ui/kbd";
import { Menu } from "@/components/ui/menu";
import { MenuItem, MenuLink } from "@/components/ui/menu-items";

/** Help, in the same place on every page. */
export function HelpMenu(props: { apiReferencePath: string; onShowShortcuts: () => void }) {
  return (
    <Menu trigger={<IconButton label="Help" icon={<CircleQuestionMark aria-hidden className="size-4" />} />}>
      <MenuItem
        icon={<Keyboard aria-hidden className="size-4" />}
        shortcut={<Kbd>?</Kbd>}
        onSelect={props.onShowShortcuts}
      >
        Keyboard shortcuts
      </MenuItem>
      <MenuLink icon={<BookOpen aria-hidden className="size-4" />} href={props.apiReferencePath}>
        API reference
      </MenuLink>
    </Menu>
  );
}

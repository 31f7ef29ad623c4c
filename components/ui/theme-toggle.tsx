"use client";

import Monitor from "lucide-react/icons/monitor";
import Moon from "lucide-react/icons/moon";
import Sun from "lucide-react/icons/sun";
import { useTheme } from "next-themes";
import { IconButton } from "./icon-button";
import { Menu } from "./menu";
import { MenuRadioGroup } from "./menu-items";

export const themes = ["light", "dark", "system"] as const;
type Theme = (typeof themes)[number];

const options = [
  { value: "light", label: "Light", icon: <Sun aria-hidden className="size-4" /> },
  { value: "dark", label: "Dark", icon: <Moon aria-hidden className="size-4" /> },
  { value: "system", label: "As the system", icon: <Monitor aria-hidden className="size-4" /> },
] as const;

/** The three themes as a group of a menu. */
export function ThemeMenuGroup() {
  const { theme, setTheme } = useTheme();
  const value: Theme = themes.find((candidate) => candidate === theme) ?? "system";
  return <MenuRadioGroup label="Theme" value={value} onValueChange={setTheme} options={options} />;
}

/** The same choice behind one icon, for pages without the shell. */
export function ThemeToggle() {
  return (
    <Menu
      trigger={
        <IconButton
          label="Theme"
          icon={
            <>
              <Sun aria-hidden className="size-4 dark:hidden" />
              <Moon aria-hidden className="hidden size-4 dark:block" />
            </>
          }
        />
      }
    >
      <ThemeMenuGroup />
    </Menu>
  );
}

"use client";

import { Sheet } from "@/components/ui/sheet";
import type { Shortcut } from "@/components/ui/shortcuts/registry";
import { ShortcutKeys } from "@/components/ui/shortcuts/shortcut-keys";
import { useShortcutList, useShortcutsSwitch } from "@/components/ui/shortcuts/use-shortcut";
import { Switch } from "@/components/ui/switch";

function byGroup(shortcuts: readonly Shortcut[]): [string, Shortcut[]][] {
  const groups = new Map<string, Shortcut[]>();
  for (const shortcut of shortcuts) {
    groups.set(shortcut.group, [...(groups.get(shortcut.group) ?? []), shortcut]);
  }
  return [...groups];
}

/** Every shortcut that works on this page, written from the registry; and the switch for single keys. */
export function ShortcutsSheet(props: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const shortcuts = useShortcutList();
  const [on, setOn] = useShortcutsSwitch();
  return (
    <Sheet {...props} title="Keyboard shortcuts" width="medium">
      <div className="flex flex-col gap-6">
        <Switch
          label="Single-key shortcuts"
          description="Off, only shortcuts with Ctrl or Cmd act. Kept in this browser."
          checked={on}
          onChange={(event) => setOn(event.target.checked)}
        />
        {byGroup(shortcuts).map(([group, list]) => (
          <section key={group}>
            <h3 className="mb-1 text-13 font-semibold">{group}</h3>
            <ul className="text-13">
              {list.map((shortcut) => (
                <li
                  key={shortcut.keys}
                  className="flex items-center justify-between gap-4 border-t border-line py-1.5"
                >
                  <span>{shortcut.label}</span>
                  <ShortcutKeys keys={shortcut.keys} />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Sheet>
  );
}

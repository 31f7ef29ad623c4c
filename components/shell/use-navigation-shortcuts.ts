"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { registerShortcut } from "@/components/ui/shortcuts/registry";
import type { NavigationGroup } from "./navigation";

/** "g" and an item's letter go to its page. */
export function useNavigationShortcuts(groups: readonly NavigationGroup[]): void {
  const router = useRouter();
  useEffect(() => {
    const undo = groups
      .flatMap((group) => group.items)
      .filter((item) => item.key !== undefined)
      .map((item) =>
        registerShortcut({
          keys: `g ${item.key}`,
          label: item.label,
          group: "Go to",
          run: () => router.push(item.path),
        }),
      );
    return () => {
      for (const remove of undo) remove();
    };
  }, [groups, router]);
}

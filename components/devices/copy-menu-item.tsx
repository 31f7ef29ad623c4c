"use client";

import { Menu as Base } from "@base-ui/react/menu";
import Check from "lucide-react/icons/check";
import X from "lucide-react/icons/x";
import { useEffect } from "react";
import { announce } from "@/components/ui/live-region";
import { popupItemClass } from "@/components/ui/popup-styles";
import { useCopy } from "@/components/ui/use-copy";

const outcome = { copied: "Copied", failed: "Could not copy" };

/** Copies from a menu. The menu stays open, because the answer belongs where it was asked for. */
export function CopyMenuItem({ text, children }: { text: () => string; children: string }) {
  const { state, copy } = useCopy();
  useEffect(() => {
    if (state !== "idle") announce(outcome[state]);
  }, [state]);
  return (
    <Base.Item closeOnClick={false} onClick={() => void copy(text())} className={popupItemClass}>
      <span className="min-w-0 flex-1">{state === "failed" ? outcome.failed : children}</span>
      <span className="flex size-4 shrink-0 items-center justify-center">
        {state === "copied" && <Check aria-hidden className="size-4 text-ok" />}
        {state === "failed" && <X aria-hidden className="size-4 text-failed" />}
      </span>
    </Base.Item>
  );
}

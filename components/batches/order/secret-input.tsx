"use client";

import Eye from "lucide-react/icons/eye";
import EyeOff from "lucide-react/icons/eye-off";
import { useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { Input, type InputProps } from "@/components/ui/input";

/** A secret that is typed once and kept nowhere: hidden, and shown on request, because a slip would lock the keys away. */
export function SecretInput(props: Omit<InputProps, "type" | "className">) {
  const [shown, setShown] = useState(false);
  return (
    <span className="relative flex">
      <Input
        {...props}
        type={shown ? "text" : "password"}
        autoComplete="off"
        spellCheck={false}
        mono={shown}
        className="pr-9"
      />
      <IconButton
        label={shown ? "Hide characters" : "Show characters"}
        size="small"
        icon={shown ? <EyeOff aria-hidden className="size-4" /> : <Eye aria-hidden className="size-4" />}
        onClick={() => setShown(!shown)}
        className="absolute right-1 top-1"
      />
    </span>
  );
}

"use client";

import Search from "lucide-react/icons/search";
import X from "lucide-react/icons/x";
import { useEffect, useRef, useState } from "react";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { Kbd } from "@/components/ui/kbd";
import { useShortcut } from "@/components/ui/shortcuts/use-shortcut";

const restMs = 300;

/** The search of a list. "/" goes there, Escape empties it, typing acts after 300 ms. */
export function SearchBox(props: {
  label: string;
  placeholder?: string;
  value: string | null;
  onChange: (value: string | null) => void;
  className?: string;
}) {
  const { value, onChange } = props;
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [typed, setTyped] = useState(value ?? "");
  const [seen, setSeen] = useState(value);
  // Going back in history or clearing all filters changes the value from outside: show that.
  if (seen !== value) {
    setSeen(value);
    if ((value ?? "") !== typed.trim()) setTyped(value ?? "");
  }
  useEffect(() => () => clearTimeout(timer.current), []);
  useShortcut({ keys: "/", label: "Search this list", group: "Page", run: () => input.current?.focus() });

  const change = (text: string, waitMs: number) => {
    setTyped(text);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onChange(text.trim() || null), waitMs);
  };
  return (
    <div className={cn("relative", props.className)}>
      <Search aria-hidden className="pointer-events-none absolute left-2.5 top-2 size-4 text-muted" />
      <Input
        ref={input}
        type="search"
        aria-label={props.label}
        placeholder={props.placeholder ?? props.label}
        value={typed}
        onChange={(event) => change(event.target.value, restMs)}
        onKeyDown={(event) => {
          if (event.key === "Enter") change(typed, 0);
          if (event.key === "Escape" && typed !== "") {
            event.preventDefault();
            change("", 0);
          }
        }}
        className="pl-8 pr-8"
      />
      {typed === "" ? (
        <span aria-hidden className="pointer-events-none absolute right-1.5 top-1.5 hidden sm:block">
          <Kbd>/</Kbd>
        </span>
      ) : (
        <IconButton
          label="Clear search"
          size="small"
          tooltip={false}
          icon={<X aria-hidden className="size-4" />}
          onClick={() => {
            change("", 0);
            input.current?.focus();
          }}
          className="absolute right-1 top-1"
        />
      )}
    </div>
  );
}

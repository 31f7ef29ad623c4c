"use client";

import { Fragment, useSyncExternalStore } from "react";
import { Kbd } from "../kbd";

const never = () => () => {};
const onApple = () => /Mac|iPhone|iPad/.test(navigator.userAgent);

function parts(keys: string, apple: boolean): string[] {
  return keys.split(/[ +]/).map((key) => {
    if (key === "mod") return apple ? "⌘" : "Ctrl";
    return key.length === 1 ? key.toUpperCase() : key;
  });
}

/** The keys of a shortcut as the reader's keyboard names them. */
export function ShortcutKeys({ keys }: { keys: string }) {
  const apple = useSyncExternalStore(never, onApple, () => false);
  return (
    <span className="inline-flex items-center gap-1">
      {parts(keys, apple).map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list of one or two keys, which may repeat ("g g")
        <Fragment key={index}>
          {index > 0 && keys.includes(" ") && <span className="text-12 text-muted">then</span>}
          <Kbd>{part}</Kbd>
        </Fragment>
      ))}
    </span>
  );
}

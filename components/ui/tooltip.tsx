"use client";

import { Tooltip as Base } from "@base-ui/react/tooltip";
import type { ReactElement, ReactNode } from "react";

/**
 * One popup serves every tooltip of the page: a table of 200 rows then costs 200 light triggers
 * instead of 200 popups.
 */
const handle = Base.createHandle<ReactNode>();

/**
 * Shows `content` on hover and focus of the element given as child, which must take a ref and
 * spread its props. A tooltip repeats or explains; nothing may be known from it alone.
 */
export function Tooltip({ content, children }: { content: ReactNode; children: ReactElement }) {
  return <Base.Trigger handle={handle} payload={content} render={children} />;
}

/** The popup behind every `Tooltip`. Rendered once, by the providers. */
export function TooltipHost() {
  return (
    <Base.Root handle={handle}>
      {({ payload }) => (
        <Base.Portal>
          <Base.Positioner sideOffset={6} collisionPadding={8} className="z-50">
            <Base.Popup className="max-w-72 rounded-control border border-line-strong bg-raised px-2 py-1 text-12 text-ink shadow-float transition-opacity data-ending-style:opacity-0 data-instant:transition-none data-starting-style:opacity-0">
              {payload}
            </Base.Popup>
          </Base.Positioner>
        </Base.Portal>
      )}
    </Base.Root>
  );
}

/** Shares the delay between tooltips: after the first, neighbors open at once. */
export function TooltipProvider({ children }: { children: ReactNode }) {
  return (
    <Base.Provider delay={400} closeDelay={0} timeout={300}>
      {children}
      <TooltipHost />
    </Base.Provider>
  );
}

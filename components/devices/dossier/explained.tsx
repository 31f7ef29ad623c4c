import type { ReactNode } from "react";

/** A value with one line of help under it. */
export function Explained({ children, help }: { children: ReactNode; help: ReactNode }) {
  return (
    <>
      <div>{children}</div>
      <p className="text-12 text-muted">{help}</p>
    </>
  );
}

import type { ReactNode } from "react";

/** The frame of a page: head, banners, content with even gaps. */
export function Page({ children }: { children: ReactNode }) {
  return <div className="flex flex-col gap-5">{children}</div>;
}

/** A detail page in two columns: facts at the left, life at the right; one column below 1024 px. */
export function Dossier({ facts, life }: { facts: ReactNode; life: ReactNode }) {
  return (
    <div className="grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <div className="flex min-w-0 flex-col gap-8">{facts}</div>
      <div className="flex min-w-0 flex-col gap-8">{life}</div>
    </div>
  );
}

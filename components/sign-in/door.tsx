import type { ReactNode } from "react";
import { BrandMark } from "@/components/ui/brand";

/** The frame of the pages in front of the console: the name, one small form, nothing else. */
export function Door({ title, lead, children }: { title: string; lead: ReactNode; children: ReactNode }) {
  return (
    <main className="grid min-h-dvh place-items-center bg-page px-4 py-10">
      <div className="w-full max-w-90">
        <p className="mb-6 flex items-center gap-2 text-14 font-semibold">
          <BrandMark />
          Muniment
        </p>
        <h1 className="text-20 font-semibold">{title}</h1>
        <div className="mt-1 mb-6 text-14 text-muted">{lead}</div>
        {children}
      </div>
    </main>
  );
}

import type { Metadata } from "next";
import { PageHead } from "@/components/patterns/page-head";
import { problemCodes } from "@/lib/contract/problem";
import { problemMeanings } from "@/lib/contract/problem-meanings";

export const metadata: Metadata = { title: "Problems" };

/** Where the `type` of every problem document leads (RFC 9457 §3.1.1). */
export default function ProblemsPage() {
  return (
    <>
      <PageHead
        title="Problems"
        description="Every way in which a request can end badly. Each problem document says more about its own case."
      />
      <ul>
        {Object.entries(problemCodes).map(([code, { status, title }]) => (
          <li key={code} id={code} className="border-t border-line py-3 target:bg-accent-soft">
            <h2 className="flex flex-wrap items-baseline gap-x-3 text-14 font-semibold">
              <code className="font-mono">{code}</code>
              <span className="tabular font-mono text-13 font-normal text-muted">{status}</span>
            </h2>
            <p className="text-14">{title}.</p>
            <p className="max-w-prose text-13 text-muted">
              {problemMeanings[code as keyof typeof problemMeanings]}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}

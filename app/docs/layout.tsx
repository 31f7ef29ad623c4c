import type { ReactNode } from "react";
import { DocsFrame } from "@/components/api-reference/docs-frame";
import { capabilitiesOf } from "@/components/api-reference/document";
import { readDocument } from "./read-document";

/** Its Content-Security-Policy carries a nonce, so it is rendered for each visit. */
export const dynamic = "force-dynamic";

/** What can be asked for and how it can fail, for anybody: it holds no data, so nobody has to sign in. */
export default function DocsLayout({ children }: { children: ReactNode }) {
  const pages = [
    { href: "/docs/api", label: "API reference" },
    ...capabilitiesOf(readDocument()).map(({ slug, label }) => ({ href: `/docs/api/${slug}`, label })),
    { href: "/docs/api/shapes", label: "Shapes" },
    { href: "/docs/problems", label: "Problems" },
  ];
  return <DocsFrame pages={pages}>{children}</DocsFrame>;
}

import type { ReactNode } from "react";
import { Brand } from "@/components/ui/brand";
import { Link } from "@/components/ui/link";
import { ThemeToggle } from "@/components/ui/theme-toggle";
import { DocsLink } from "./docs-link";

export interface DocsPage {
  href: string;
  label: string;
}

/** The frame of the documentation: it needs no session, so it is not the console's. */
export function DocsFrame({ pages, children }: { pages: readonly DocsPage[]; children: ReactNode }) {
  return (
    <div className="min-h-dvh [--top-bar:48px]">
      <header className="sticky top-0 z-10 flex h-12 items-center gap-4 border-b border-line bg-page px-2 sm:px-4">
        <Brand />
        <Link href="/api/v1/openapi.json" prefetch={false} className="ml-auto text-13">
          OpenAPI document
        </Link>
        <ThemeToggle />
      </header>
      <div className="lg:grid lg:grid-cols-[232px_minmax(0,1fr)]">
        <nav
          aria-label="Documentation"
          className="border-b border-line p-2 sm:px-4 lg:sticky lg:top-12 lg:h-[calc(100dvh-48px)] lg:overflow-auto lg:border-r lg:border-b-0"
        >
          <ul className="flex flex-wrap lg:flex-col">
            {pages.map((page) => (
              <li key={page.href}>
                <DocsLink {...page} />
              </li>
            ))}
          </ul>
        </nav>
        <main className="min-w-0 px-4 py-6 sm:px-8">
          <div className="flex max-w-4xl flex-col gap-6">{children}</div>
        </main>
      </div>
    </div>
  );
}

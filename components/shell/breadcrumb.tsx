import ChevronRight from "lucide-react/icons/chevron-right";
import NextLink from "next/link";
import type { ReactNode } from "react";

/** The way back up, above the title of a detail page. The page itself is not repeated. */
export function Breadcrumb({ items }: { items: readonly { label: ReactNode; href: string }[] }) {
  return (
    <nav aria-label="Breadcrumb" className="text-13 text-muted">
      <ol className="flex flex-wrap items-center gap-1">
        {items.map((item, index) => (
          <li key={item.href} className="flex items-center gap-1">
            {index > 0 && <ChevronRight aria-hidden className="size-3.5" />}
            <NextLink
              href={item.href}
              className="rounded-2 hover:text-ink hover:underline underline-offset-3"
            >
              {item.label}
            </NextLink>
          </li>
        ))}
      </ol>
    </nav>
  );
}

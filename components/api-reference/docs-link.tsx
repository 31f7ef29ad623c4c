"use client";

import NextLink from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "@/components/ui/cn";
import type { DocsPage } from "./docs-frame";

/** An entry of the contents, marked while its page is open. */
export function DocsLink({ href, label }: DocsPage) {
  const current = usePathname() === href;
  return (
    <NextLink
      href={href}
      aria-current={current ? "page" : undefined}
      className={cn(
        "block rounded-control px-2 py-1.5 text-13 text-soft hover:bg-hover",
        current && "bg-pressed font-medium text-ink",
      )}
    >
      {label}
    </NextLink>
  );
}

import type { Metadata } from "next";
import { headers } from "next/headers";
import { Brand } from "@/components/shell/brand";
import { Link } from "@/components/ui/link";
import { ThemeToggle } from "@/components/ui/theme-toggle";
import { openApiPath } from "./paths";
import { Reference } from "./reference";

export const metadata: Metadata = { title: "API reference" };

/** The API as people read it. It says what can be asked for and holds no data, so nobody has to sign in. */
export default async function ApiReferencePage() {
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    <>
      <header className="sticky top-0 z-10 flex h-12 items-center gap-4 border-b bg-page px-4">
        <Brand />
        <Link href={openApiPath} prefetch={false} className="ml-auto text-13">
          OpenAPI document
        </Link>
        <ThemeToggle />
      </header>
      <Reference nonce={nonce} />
    </>
  );
}

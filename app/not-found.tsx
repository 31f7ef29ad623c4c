import type { Metadata } from "next";
import { Link } from "@/components/ui/link";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main className="grid min-h-dvh place-items-center bg-page px-4 py-10">
      <div className="w-full max-w-90">
        <p className="mb-6 text-14 font-semibold">Muniment</p>
        <h1 className="text-20 font-semibold">There is no such page</h1>
        <p className="mt-1 mb-6 text-14 text-muted">The address is mistyped, or the thing is gone.</p>
        <Link href="/">Go to the overview</Link>
      </div>
    </main>
  );
}

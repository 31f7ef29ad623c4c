import type { Metadata } from "next";
import { Door } from "@/components/sign-in/door";
import { Link } from "@/components/ui/link";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <Door title="There is no such page" lead="The address is mistyped, or the thing is gone.">
      <Link href="/">Go to the overview</Link>
    </Door>
  );
}

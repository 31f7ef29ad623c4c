import type { Metadata } from "next";
import { guardedPage } from "@/app/(console)/guarded-page";
import { ActivationsScreen } from "@/components/licenses/activations-screen";

export const metadata: Metadata = { title: "Activations" };

export default guardedPage({
  permission: "licenses:read",
  what: "see activations",
  screen: () => <ActivationsScreen />,
});

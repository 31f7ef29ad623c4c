import type { Metadata } from "next";
import { guardedPage } from "@/app/(console)/guarded-page";
import { BatchesScreen } from "@/components/batches/batches-screen";

export const metadata: Metadata = { title: "Batches" };

export default guardedPage({
  permission: "batches:read",
  what: "see certificate batches",
  screen: () => <BatchesScreen />,
});

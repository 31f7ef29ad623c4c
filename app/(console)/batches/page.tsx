import type { Metadata } from "next";
import { BatchesScreen } from "@/components/batches/batches-screen";
import { guardedPage } from "@/components/shell/guarded-page";

export const metadata: Metadata = { title: "Batches" };

export default guardedPage({
  permission: "batches:read",
  what: "see certificate batches",
  screen: () => <BatchesScreen />,
});

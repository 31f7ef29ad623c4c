import type { Metadata } from "next";
import { guardedPage } from "@/app/(console)/guarded-page";
import { ImportScreen } from "@/components/whitelist/import-screen";

export const metadata: Metadata = { title: "Whitelist import" };

export default guardedPage({
  permission: "whitelist:read",
  what: "see whitelist imports",
  screen: async ({ params }) => <ImportScreen importId={(await params).importId ?? ""} />,
});

import type { Metadata } from "next";
import { AuditEntryScreen } from "@/components/audit/entry-screen";
import { guardedPage } from "@/components/shell/guarded-page";

export const metadata: Metadata = { title: "Audit entry" };

export default guardedPage({
  permission: "audit:read",
  what: "see the audit history",
  screen: async ({ params }) => <AuditEntryScreen entryId={(await params).entryId ?? ""} />,
});

import type { Metadata } from "next";
import { guardedPage } from "@/app/(console)/guarded-page";
import { AuditEntryScreen } from "@/components/audit/entry-screen";

export const metadata: Metadata = { title: "Audit entry" };

export default guardedPage({
  permission: "audit:read",
  what: "see the audit history",
  screen: async ({ params }) => <AuditEntryScreen entryId={(await params).entryId ?? ""} />,
});

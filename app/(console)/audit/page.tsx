import type { Metadata } from "next";
import { guardedPage } from "@/app/(console)/guarded-page";
import { AuditScreen } from "@/components/audit/audit-screen";

export const metadata: Metadata = { title: "Audit" };

export default guardedPage({
  permission: "audit:read",
  what: "see the audit history",
  screen: () => <AuditScreen />,
});

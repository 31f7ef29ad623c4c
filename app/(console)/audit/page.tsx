import type { Metadata } from "next";
import { AuditScreen } from "@/components/audit/audit-screen";
import { guardedPage } from "@/components/shell/guarded-page";

export const metadata: Metadata = { title: "Audit" };

export default guardedPage({
  permission: "audit:read",
  what: "see the audit history",
  screen: () => <AuditScreen />,
});

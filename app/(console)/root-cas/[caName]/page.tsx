import type { Metadata } from "next";
import { guardedPage } from "@/app/(console)/guarded-page";
import { RootCaSummary } from "@/components/root-cas/page/root-ca-summary";

export const metadata: Metadata = { title: "Root CA" };

export default guardedPage({
  permission: "root-cas:read",
  what: "see root CAs",
  screen: () => <RootCaSummary />,
});

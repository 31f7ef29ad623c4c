import type { Metadata } from "next";
import { guardedPage } from "@/app/(console)/guarded-page";
import { RootCaRevocationList } from "@/components/root-cas/page/root-ca-revocation-list";

export const metadata: Metadata = { title: "Revocation list" };

export default guardedPage({
  permission: "root-cas:read",
  what: "see root CAs",
  screen: () => <RootCaRevocationList />,
});

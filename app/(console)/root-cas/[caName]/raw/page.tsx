import type { Metadata } from "next";
import { guardedPage } from "@/app/(console)/guarded-page";
import { RootCaRaw } from "@/components/root-cas/page/root-ca-raw";

export const metadata: Metadata = { title: "Raw root CA" };

export default guardedPage({
  permission: "root-cas:read",
  what: "see root CAs",
  screen: () => <RootCaRaw />,
});

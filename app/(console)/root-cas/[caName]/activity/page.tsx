import type { Metadata } from "next";
import { guardedPage } from "@/app/(console)/guarded-page";
import { RootCaActivity } from "@/components/root-cas/page/root-ca-activity";

export const metadata: Metadata = { title: "Activity of a root CA" };

export default guardedPage({
  permission: "root-cas:read",
  what: "see root CAs",
  screen: () => <RootCaActivity />,
});

import type { Metadata } from "next";
import { guardedPage } from "@/app/(console)/guarded-page";
import { RootCaProof } from "@/components/root-cas/proof/root-ca-proof";

export const metadata: Metadata = { title: "Proof of possession" };

export default guardedPage({
  permission: "root-cas:read",
  what: "see root CAs",
  screen: () => <RootCaProof />,
});

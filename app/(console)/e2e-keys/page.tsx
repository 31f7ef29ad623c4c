import type { Metadata } from "next";
import { guardedPage } from "@/app/(console)/guarded-page";
import { E2eKeysScreen } from "@/components/e2e-keys/e2e-keys-screen";

export const metadata: Metadata = { title: "End-to-end keys" };

export default guardedPage({
  permission: "e2e:read",
  what: "see end-to-end keys",
  screen: () => <E2eKeysScreen />,
});

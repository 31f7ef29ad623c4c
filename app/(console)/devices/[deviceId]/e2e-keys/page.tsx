import type { Metadata } from "next";
import { guardedPage } from "@/app/(console)/guarded-page";
import { E2eKeysPanel } from "@/components/e2e-keys/e2e-keys-panel";

export const metadata: Metadata = { title: "End-to-end keys of a device" };

export default guardedPage({
  permission: "e2e:read",
  what: "see end-to-end keys",
  screen: async ({ params }) => <E2eKeysPanel rotPublicUid={(await params).deviceId ?? ""} />,
});

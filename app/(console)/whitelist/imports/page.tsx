import type { Metadata } from "next";
import { guardedPage } from "@/app/(console)/guarded-page";
import { ImportsScreen } from "@/components/whitelist/imports-screen";

export const metadata: Metadata = { title: "Whitelist imports" };

export default guardedPage({
  permission: "whitelist:read",
  what: "see whitelist imports",
  screen: () => <ImportsScreen />,
});

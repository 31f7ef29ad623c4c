import type { Metadata } from "next";
import { guardedPage } from "@/app/(console)/guarded-page";
import { UsageScreen } from "@/components/usage/usage-screen";

export const metadata: Metadata = { title: "Usage" };

export default guardedPage({ permission: "devices:read", what: "see usage", screen: () => <UsageScreen /> });

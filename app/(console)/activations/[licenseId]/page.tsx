import type { Metadata } from "next";
import { guardedPage } from "@/app/(console)/guarded-page";
import { LicenseSummary } from "@/components/licenses/page/license-summary";

export const metadata: Metadata = { title: "License" };

export default guardedPage({
  permission: "licenses:read",
  what: "see activations",
  screen: () => <LicenseSummary />,
});

import type { Metadata } from "next";
import { guardedPage } from "@/app/(console)/guarded-page";
import { LicenseActivity } from "@/components/licenses/page/license-activity";

export const metadata: Metadata = { title: "Activity of a license" };

export default guardedPage({
  permission: "licenses:read",
  what: "see activations",
  screen: () => <LicenseActivity />,
});

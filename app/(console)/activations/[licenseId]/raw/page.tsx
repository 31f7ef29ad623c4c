import type { Metadata } from "next";
import { guardedPage } from "@/app/(console)/guarded-page";
import { LicenseRaw } from "@/components/licenses/page/license-raw";

export const metadata: Metadata = { title: "Raw license" };

export default guardedPage({
  permission: "licenses:read",
  what: "see activations",
  screen: () => <LicenseRaw />,
});

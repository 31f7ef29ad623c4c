import type { Metadata } from "next";
import { guardedPage } from "@/app/(console)/guarded-page";
import { LicenseKeyAndFile } from "@/components/licenses/page/license-key-and-file";

export const metadata: Metadata = { title: "Key and file of a license" };

export default guardedPage({
  permission: "licenses:read",
  what: "see activations",
  screen: () => <LicenseKeyAndFile />,
});

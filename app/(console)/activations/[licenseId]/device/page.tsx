import type { Metadata } from "next";
import { guardedPage } from "@/app/(console)/guarded-page";
import { LicenseDevice } from "@/components/licenses/page/license-device";

export const metadata: Metadata = { title: "Device of a license" };

export default guardedPage({
  permission: "licenses:read",
  what: "see activations",
  screen: () => <LicenseDevice />,
});

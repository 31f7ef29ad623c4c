import type { Metadata } from "next";
import { guardedPage } from "@/app/(console)/guarded-page";
import { JobsScreen } from "@/components/jobs/jobs-screen";

export const metadata: Metadata = { title: "Jobs" };

export default guardedPage({ permission: "jobs:read", what: "see jobs", screen: () => <JobsScreen /> });

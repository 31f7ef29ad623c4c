import type { Metadata } from "next";
import { guardedPage } from "@/app/(console)/guarded-page";
import { JobOverview } from "@/components/jobs/page/job-overview";

export const metadata: Metadata = { title: "Job" };

export default guardedPage({ permission: "jobs:read", what: "see jobs", screen: () => <JobOverview /> });

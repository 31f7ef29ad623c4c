import type { Metadata } from "next";
import { guardedPage } from "@/app/(console)/guarded-page";
import { JobRows } from "@/components/jobs/page/job-rows";

export const metadata: Metadata = { title: "Rows of a job" };

export default guardedPage({ permission: "jobs:read", what: "see jobs", screen: () => <JobRows /> });

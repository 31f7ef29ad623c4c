import type { Metadata } from "next";
import { guardedPage } from "@/app/(console)/guarded-page";
import { JobHistory } from "@/components/jobs/page/job-history";

export const metadata: Metadata = { title: "History of a job" };

export default guardedPage({ permission: "jobs:read", what: "see jobs", screen: () => <JobHistory /> });

import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { JobFrame } from "@/components/jobs/page/job-frame";
import { Page } from "@/components/patterns/dossier";
import { Breadcrumb } from "@/components/shell/breadcrumb";
import { can } from "@/lib/access/permissions";
import { currentSession } from "@/lib/access/session";
import { jobs } from "@/lib/contract/jobs";

/** Around the tabs of one job. For whoever may not see jobs there is no frame: the page says so. */
export default async function JobLayout(props: { children: ReactNode; params: Promise<{ jobId: string }> }) {
  const session = await currentSession();
  if (session === undefined || !can(session.role, "jobs:read")) return props.children;
  const params = jobs.get.params.safeParse(await props.params);
  if (!params.success) notFound();
  return (
    <Page>
      <Breadcrumb items={[{ label: "Jobs", href: "/jobs" }]} />
      <JobFrame jobId={params.data.jobId}>{props.children}</JobFrame>
    </Page>
  );
}

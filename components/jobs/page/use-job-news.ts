"use client";

import { useEffect, useRef } from "react";
import { announce } from "@/components/ui/live-region";
import type { JobSummary } from "@/lib/contract/jobs";
import { jobNews } from "../words/news";

type Standing = Pick<JobSummary, "jobId" | "kind" | "title" | "state" | "reason" | "rows" | "unit">;

/** Says, to assistive technology, when the job in view comes to an end or into trouble; never how far it is. */
export function useJobNews(job: Standing | undefined): void {
  const seen = useRef<Standing>(undefined);
  const said = useRef<string>(undefined);
  useEffect(() => {
    const before = seen.current;
    seen.current = job;
    if (job === undefined || before?.jobId !== job.jobId) return;
    const news = jobNews(before, job);
    // A job that waits for its vendor tries again and again: that is one piece of news.
    if (news === undefined || news === said.current) return;
    said.current = news;
    announce(news);
  }, [job]);
}

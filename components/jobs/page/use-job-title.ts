"use client";

import { useEffect } from "react";
import { jobLook } from "../words/states";
import { useShownJob } from "./job-context";

/** The tab of the browser says what it shows; on the overview how the job stands, for whoever looks elsewhere meanwhile. */
export function useJobTitle(part?: "Rows" | "History"): void {
  const { job } = useShownJob();
  const title = `${part ?? jobLook(job).word} · ${job.title} · Muniment`;
  useEffect(() => {
    document.title = title;
  }, [title]);
}

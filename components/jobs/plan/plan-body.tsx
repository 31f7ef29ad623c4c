"use client";

import { fileSize } from "@/components/patterns/file-size";
import { Notice } from "@/components/patterns/notice";
import { ProblemMessage } from "@/components/patterns/problem-message";
import { Progress } from "@/components/ui/progress";
import { Spinner } from "@/components/ui/spinner";
import { TroubleNotice } from "../trouble-notice";
import { PlanPreview } from "./plan-preview";
import type { PlanView } from "./plan-view";
import { Preparing } from "./preparing";

/** A file on its way: first its bytes, then the rows that are read of it. */
function Sending({ file, sentBytes }: { file: File; sentBytes: number }) {
  const sent = sentBytes >= file.size;
  return (
    <Progress
      label={file.name}
      value={sent ? null : sentBytes}
      max={file.size}
      text={
        sent
          ? `${fileSize(file.size)} sent, every line is being checked`
          : `${fileSize(sentBytes)} of ${fileSize(file.size)} sent`
      }
    />
  );
}

/** The middle of the plan dialog, for each step on the way to the start. */
export function PlanBody({ view, file }: { view: PlanView; file: File | undefined }) {
  switch (view.shows) {
    case "asking":
      return <Spinner label="Making the plan" />;
    case "sending":
      return file && <Sending file={file} sentBytes={view.sentBytes} />;
    case "refused":
      return <ProblemMessage problem={view.problem} />;
    case "preparing":
      return view.job === undefined ? (
        <Spinner label="Preparing the plan" />
      ) : (
        <>
          <Preparing job={view.job} />
          <TroubleNotice job={view.job} />
        </>
      );
    case "ready":
      return <PlanPreview job={view.job} />;
    case "over":
      return view.job.state === "failed" ? (
        <TroubleNotice job={view.job} />
      ) : (
        <Notice kind="attention" title="This plan was started elsewhere" alert>
          <p>{view.job.startedBy ?? "Somebody"} started it. It can be followed on its page.</p>
        </Notice>
      );
  }
}

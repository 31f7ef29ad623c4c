"use client";

import type { ReactNode } from "react";
import { Notice } from "@/components/patterns/notice";
import { exactTime } from "@/components/patterns/time/format-time";
import { useCan } from "@/components/patterns/who";
import { Button } from "@/components/ui/button";
import type { StatusKind } from "@/components/ui/status-icon";
import { useNow } from "@/components/ui/use-now";
import { roleLabels, rolesWith } from "@/lib/access/permissions";
import type { VoucherDetail } from "@/lib/contract/vouchers";
import { isInDoubt, type VoucherAct } from "../acts";
import { doubtWords } from "../doubt-words";

const minuteMs = 60_000;
const settlers = rolesWith("licenses:write")
  .map((role) => roleLabels[role])
  .join(" and ");

function Told({ kind, title, words }: { kind: StatusKind; title: string; words: readonly string[] }) {
  if (words.length === 0) return null;
  return (
    <Notice kind={kind} title={title}>
      <ul className="flex flex-col gap-1">
        {words.map((word) => (
          <li key={word}>{word}</li>
        ))}
      </ul>
    </Notice>
  );
}

function InDoubt({ voucher, onAct }: { voucher: VoucherDetail; onAct: (act: VoucherAct) => void }) {
  const maySettle = useCan()("licenses:write");
  if (!isInDoubt(voucher)) return null;
  const words = doubtWords(voucher.standing);
  return (
    <Notice
      kind="unknown"
      title={words.title}
      actions={
        maySettle && (
          <Button variant="primary" onClick={() => onAct("settle")}>
            Settle…
          </Button>
        )
      }
    >
      <p>{words.means}</p>
      <p>
        {words.toDo}{" "}
        {maySettle ? "Then say here what you found." : `People with the role ${settlers} settle it.`}
      </p>
    </Notice>
  );
}

/** Whether a file that was handed out goes on working though its voucher does not count any more. */
function StillOut({ voucher }: { voucher: VoucherDetail }): ReactNode {
  const nowMs = useNow(minuteMs);
  const { standing, expiresAt, handedOut } = voucher;
  if (standing !== "revoked" || nowMs === null || Date.parse(expiresAt) <= nowMs) return null;
  return (
    <Notice kind="neutral" title="A voucher file already handed out cannot be recalled">
      Devices take it until {exactTime(expiresAt)}.{" "}
      {handedOut.length === 0
        ? "It was never downloaded here."
        : `It was downloaded here ${handedOut.length === 1 ? "once" : `${handedOut.length} times`}.`}
    </Notice>
  );
}

function aboutTheFile({ fileName, decoded, decodeProblem, standing }: VoucherDetail): ReactNode {
  if (decodeProblem !== null) {
    return (
      <Notice kind="failed" title="The file cannot be read as a voucher">
        {decodeProblem}
      </Notice>
    );
  }
  const isOut = standing !== "not_issued" && standing !== "issuing" && standing !== "issue_in_doubt";
  if (fileName === null && isOut) {
    return (
      <Notice kind="attention" title="The file of this voucher is not here">
        Its answer was lost, or came without one. Have it from Juniper's portal.
      </Notice>
    );
  }
  const isInvalid = decoded?.signature === "invalid";
  return (
    <Told
      kind={isInvalid ? "failed" : "attention"}
      title={isInvalid ? "The signature of the file is invalid" : "What to know about the file"}
      words={decoded?.remarks ?? []}
    />
  );
}

/** What needs somebody, above everything else; nothing while all is well. */
export function VoucherNotices(props: { voucher: VoucherDetail; onAct: (act: VoucherAct) => void }) {
  const { voucher } = props;
  return (
    <>
      <InDoubt {...props} />
      <Told kind="failed" title="The file is not what was asked for" words={voucher.differences} />
      {aboutTheFile(voucher)}
      <StillOut voucher={voucher} />
    </>
  );
}

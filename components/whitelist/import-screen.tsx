"use client";

import Send from "lucide-react/icons/send";
import { useState } from "react";
import { readFailure } from "@/components/patterns/answer";
import { Page } from "@/components/patterns/dossier";
import { Facts } from "@/components/patterns/facts";
import { Identifier } from "@/components/patterns/identifier";
import { Notice } from "@/components/patterns/notice";
import { PageHead } from "@/components/patterns/page-head";
import { ExactTime } from "@/components/patterns/time/timestamp";
import { useCan } from "@/components/patterns/who";
import { Button } from "@/components/ui/button";
import { ButtonLink, Link } from "@/components/ui/link";
import { Progress } from "@/components/ui/progress";
import { Skeleton } from "@/components/ui/skeleton";
import type { WhitelistImport } from "@/lib/contract/whitelist";
import { BadLines } from "./bad-lines";
import { ImportState } from "./import-state";
import { resultAddress, useImport } from "./queries";
import { SendDialog } from "./send-dialog";

const number = (value: number) => value.toLocaleString("en-US");

function Sending({ found: { rows, chunks } }: { found: WhitelistImport }) {
  return (
    <Progress
      label="Sending"
      value={rows.accepted}
      max={rows.good}
      text={`${number(rows.accepted)} of ${number(rows.good)} rows accepted, ${number(chunks.accepted)} of ${number(chunks.total)} calls`}
    />
  );
}

/** One file: what the check found, the way to send it, and what became of it. */
export function ImportScreen({ importId }: { importId: string }) {
  const maySend = useCan()("whitelist:write");
  const read = useImport(importId);
  const [confirming, setConfirming] = useState(false);
  const failure = readFailure(read);
  const found = read.data?.value;
  if (failure) return failure;
  if (found === undefined) return <Skeleton className="h-64 w-full" />;
  const { rows, chunks, state } = found;
  const rest = rows.good - rows.accepted;
  const sendable = maySend && rest > 0 && state !== "sending" && state !== "done";
  return (
    <Page>
      <PageHead
        title={found.fileName}
        status={<ImportState state={state} variant="badge" />}
        description={
          <span className="flex flex-wrap items-center gap-x-3">
            <Link href="/whitelist/imports">Whitelist imports</Link>
            <Identifier value={importId} label="import id" />
          </span>
        }
        action={
          sendable && (
            <Button
              variant="primary"
              icon={<Send aria-hidden className="size-4" />}
              onClick={() => setConfirming(true)}
            >
              {state === "checked" ? "Send" : "Send the rest"} ({number(rest)} {rest === 1 ? "row" : "rows"})
            </Button>
          )
        }
      />
      {found.problem && (
        <Notice kind={state === "unknown" ? "unknown" : "failed"} title="Sending stopped">
          <p>{found.problem}</p>
        </Notice>
      )}
      {rows.good === 0 && (
        <Notice kind="attention" title="No row of this file can be sent">
          <p>Correct the file and check it again.</p>
        </Notice>
      )}
      {state === "sending" && <Sending found={found} />}
      <Facts
        facts={[
          { label: "Rows", value: number(rows.total) },
          {
            label: "To be sent",
            value: `${number(rows.good)}: ${number(rows.adds)} to add, ${number(rows.removes)} to remove`,
          },
          { label: "Bad lines", value: number(rows.bad) },
          {
            label: "Accepted",
            value: `${number(rows.accepted)} rows in ${number(chunks.accepted)} of ${number(chunks.total)} calls`,
          },
          ...(rows.unknown > 0 ? [{ label: "Outcome unknown", value: `${number(rows.unknown)} rows` }] : []),
          { label: "Uploaded", value: <ExactTime value={found.createdAt} distance={false} /> },
          { label: "By", value: found.createdBy },
          {
            label: "Finished",
            value: found.finishedAt && <ExactTime value={found.finishedAt} distance={false} />,
            missing: "not yet",
          },
        ]}
      />
      <div>
        <ButtonLink href={resultAddress(importId)} download>
          Download result of every row
        </ButtonLink>
      </div>
      <BadLines found={found} />
      <SendDialog found={found} open={confirming} onOpenChange={setConfirming} />
    </Page>
  );
}

"use client";

import { type Fact, Facts } from "@/components/patterns/facts";
import { Notice } from "@/components/patterns/notice";
import { ExactTime, RelativeTime } from "@/components/patterns/time/timestamp";
import { Status } from "@/components/ui/status";
import type { StatusKind } from "@/components/ui/status-icon";
import { useNow } from "@/components/ui/use-now";
import type { KeptRevocationList, ParsedRevocationList } from "@/lib/contract/root-cas";

const minuteMs = 60_000;

type Signature = ParsedRevocationList["signature"];

const signatures: Record<Signature, { kind: StatusKind; word: string }> = {
  valid: { kind: "ok", word: "Valid" },
  invalid: { kind: "failed", word: "Invalid" },
  unchecked: { kind: "unknown", word: "Not checked" },
};

/** Whether the CA has signed a list. */
export function SignatureState({ signature }: { signature: Signature }) {
  return <Status kind={signatures[signature].kind}>{signatures[signature].word}</Status>;
}

function factsOf(list: ParsedRevocationList): Fact[] {
  const none = "not in the list";
  return [
    { label: "Number", value: list.number && <span className="tabular">{list.number}</span>, missing: none },
    {
      label: "This update",
      value: list.thisUpdate && <ExactTime value={list.thisUpdate} distance={false} />,
      missing: none,
    },
    { label: "Next update", value: list.nextUpdate && <ExactTime value={list.nextUpdate} />, missing: none },
    { label: "Signature", value: <SignatureState signature={list.signature} /> },
    {
      label: "Revoked",
      value: (
        <span className="tabular">
          {list.revoked.length.toLocaleString("en-US")}{" "}
          {list.revoked.length === 1 ? "certificate" : "certificates"}
        </span>
      ),
    },
    {
      label: "Fetched",
      value: (
        <>
          <RelativeTime value={list.lastFetchedAt} />
          {list.firstFetchedAt !== list.lastFetchedAt && (
            <span className="text-muted">
              , unchanged since <RelativeTime value={list.firstFetchedAt} />
            </span>
          )}
        </>
      ),
    },
  ];
}

/** Whether the next list should have come; unknown while the present is. */
export function isOverdue(
  { nextUpdate }: Pick<KeptRevocationList, "nextUpdate">,
  nowMs: number | null,
): boolean {
  return nextUpdate !== null && nowMs !== null && Date.parse(nextUpdate) < nowMs;
}

/** What a list says of itself, and what somebody who relies on it should know. */
export function ListFacts({ list }: { list: ParsedRevocationList }) {
  const overdue = isOverdue(list, useNow(minuteMs));
  return (
    <>
      {list.signature !== "valid" && (
        <Notice
          kind={list.signature === "invalid" ? "failed" : "attention"}
          title={list.signature === "invalid" ? "The signature is invalid" : "The signature was not checked"}
        >
          {list.signatureWords}
        </Notice>
      )}
      {overdue && (
        <Notice kind="attention" title="This list is out of date">
          The next one should have come. Servers that check it may refuse every device until they have a newer
          one.
        </Notice>
      )}
      {list.remarks.length > 0 && (
        <Notice kind="attention" title="What to know about this list">
          <ul className="flex flex-col gap-1">
            {list.remarks.map((remark) => (
              <li key={remark}>{remark}</li>
            ))}
          </ul>
        </Notice>
      )}
      <Facts facts={factsOf(list)} />
    </>
  );
}

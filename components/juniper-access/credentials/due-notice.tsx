"use client";

import { Notice } from "@/components/patterns/notice";
import { useNow } from "@/components/ui/use-now";
import type { Credential, JuniperCredentials } from "@/lib/contract/juniper-access";
import { dueOf, kindWords } from "./credential-words";

const minuteMs = 60_000;

/** What needs somebody about the credentials in use; nothing while all is well. */
export function DueNotice({ current, answer }: { current: Credential; answer: JuniperCredentials }) {
  const nowMs = useNow(minuteMs);
  if (nowMs === null) return null;
  const due = dueOf(answer, nowMs);
  const { title } = kindWords[current.kind];
  const isToken = current.kind === "id_token";
  if (due === "over") {
    return (
      <Notice
        kind="failed"
        title={
          current.kind === "client_secret" ? "The year of the client secret is over" : `${title} expired`
        }
      >
        {isToken
          ? "Calls fail until a newer token lies in its file."
          : "Juniper may refuse it at any time. Replace it with the new one."}
      </Notice>
    );
  }
  if (due === "due") {
    return (
      <Notice
        kind="attention"
        title={
          isToken
            ? "The ID token ends soon"
            : `It is time to ${current.kind === "client_secret" ? "rotate" : "replace"} the ${title.toLowerCase()}`
        }
      >
        {current.kind === "client_certificate"
          ? "Give Juniper the new certificate, then replace it here."
          : "Juniper sends the new one to the alias that was named at onboarding."}
      </Notice>
    );
  }
  if (due === "unknown" && current.kind === "client_secret") {
    return (
      <Notice kind="attention" title="Nobody has said when the client secret was issued">
        Until somebody does, nobody is reminded of its yearly rotation.
      </Notice>
    );
  }
  return null;
}

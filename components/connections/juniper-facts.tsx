"use client";

import { CallBudgetGauge } from "@/components/patterns/call-budget";
import type { Fact } from "@/components/patterns/facts";
import { ExactTime, RelativeTime } from "@/components/patterns/time/timestamp";
import { Link } from "@/components/ui/link";
import { Skeleton } from "@/components/ui/skeleton";
import type { JuniperCredentials } from "@/lib/contract/juniper-access";
import { useJuniperBudget, useJuniperCredentials } from "./queries";

const kinds: Record<JuniperCredentials["auth"], string> = {
  oauth2: "client secret",
  oidc: "ID token",
  mtls: "client certificate",
};

function NotRead({ failed }: { failed: boolean }) {
  return failed ? <span className="text-muted">could not be read</span> : <Skeleton className="h-4 w-48" />;
}

function Calls({ pollEveryMs }: { pollEveryMs: number | false }) {
  const { data, error } = useJuniperBudget(pollEveryMs);
  return data === undefined ? <NotRead failed={error !== null} /> : <CallBudgetGauge budget={data.value} />;
}

/** How old what is in use is, and when it ends. */
function CredentialsAge({ pollEveryMs }: { pollEveryMs: number | false }) {
  const { data, error } = useJuniperCredentials(pollEveryMs);
  if (data === undefined) return <NotRead failed={error !== null} />;
  const { auth, credentials, expiresAt } = data.value;
  const current = credentials.find(({ state }) => state === "current");
  if (current === undefined) return <>no {kinds[auth]} is in use</>;
  return (
    <>
      {kinds[auth]},{" "}
      {current.issuedAt === null ? (
        "nobody has said when it was issued"
      ) : (
        <>
          issued <RelativeTime value={current.issuedAt} />
        </>
      )}
      {expiresAt !== null && (
        <>
          , ends <ExactTime value={expiresAt} />
        </>
      )}
    </>
  );
}

/** What only the connection to Juniper has: a budget of calls, credentials with an age, and a page of its own. */
export const juniperFacts = (pollEveryMs: number | false): Fact[] => [
  { label: "Hourly budget", value: <Calls pollEveryMs={pollEveryMs} /> },
  { label: "Credentials", value: <CredentialsAge pollEveryMs={pollEveryMs} /> },
  {
    label: "More",
    value: <Link href="/connections/juniper">Budget, credentials, onboarding and settings</Link>,
  },
];

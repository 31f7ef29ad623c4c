"use client";

import Activity from "lucide-react/icons/activity";
import { ConnectionState } from "@/components/patterns/connection-state";
import { type Fact, Facts } from "@/components/patterns/facts";
import { Notice } from "@/components/patterns/notice";
import { problemOf } from "@/components/patterns/problem";
import { ProblemMessage } from "@/components/patterns/problem-message";
import { NotConnected } from "@/components/patterns/states";
import { ExactTime, RelativeTime } from "@/components/patterns/time/timestamp";
import { useCan } from "@/components/patterns/who";
import { Button } from "@/components/ui/button";
import { ButtonLink, Link } from "@/components/ui/link";
import type { Connection } from "@/lib/contract/connections";
import { juniperFacts } from "./juniper-facts";
import { useTestConnection } from "./queries";

/** What only one vendor's connection has. */
function ownFacts({ vendor }: Connection, pollEveryMs: number | false): Fact[] {
  switch (vendor) {
    case "ublox":
      return [
        {
          label: "Vendor hooks",
          value: <Link href="/connections/vendor-hooks">What u-blox calls here</Link>,
        },
      ];
    case "juniper":
      return juniperFacts(pollEveryMs);
    case "sectigo":
      return [];
  }
}

function factsOf(connection: Connection, pollEveryMs: number | false): Fact[] {
  const { host, environment, lastSuccessAt, lastError, token, apiVersion } = connection;
  return [
    { label: "Address", value: host && <span className="font-mono text-12">{host}</span> },
    { label: "Environment", value: environment === "sandbox" ? "Sandbox" : "Production" },
    {
      label: "Last success",
      value: lastSuccessAt && <RelativeTime value={lastSuccessAt} />,
      missing: "none yet",
    },
    {
      label: "Last error",
      value: lastError && (
        <>
          {lastError.words} <RelativeTime value={lastError.at} />
        </>
      ),
      missing: "none",
    },
    {
      label: "Access token",
      value: token && (
        <>
          issued <RelativeTime value={token.issuedAt} />, expires{" "}
          <ExactTime value={token.expiresAt} distance={false} />
        </>
      ),
      missing: "none in use by this process",
    },
    { label: "API version", value: apiVersion, missing: "not said" },
    ...ownFacts(connection, pollEveryMs),
  ];
}

/** One vendor: how its connection is, and a way to try it. */
export function ConnectionTile({
  connection,
  pollEveryMs,
}: {
  connection: Connection;
  /** How often what the tile reads by itself is renewed. */
  pollEveryMs: number | false;
}) {
  const mayTest = useCan()("connections:write");
  const test = useTestConnection();
  return (
    <section aria-label={connection.name} className="rounded-card border border-line bg-surface p-4">
      <header className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h2 className="text-14 font-semibold">{connection.name}</h2>
          <ConnectionState state={connection.state} variant="badge" />
        </div>
        {mayTest && connection.missing.length === 0 && (
          <Button
            icon={<Activity aria-hidden className="size-4" />}
            loading={test.isPending}
            onClick={() => test.mutate({ params: { vendor: connection.vendor } })}
          >
            Test connection
          </Button>
        )}
      </header>
      {test.error && <ProblemMessage problem={problemOf(test.error)} />}
      {test.data && (
        <Notice
          alert
          kind={test.data.working ? "ok" : "failed"}
          title={`${test.data.working ? "It works" : "It does not work"} (${test.data.durationMs.toLocaleString("en-US")} ms)`}
          className="mb-3"
        >
          <p>{test.data.words}</p>
        </Notice>
      )}
      {connection.missing.length > 0 ? (
        <NotConnected
          vendor={connection.name}
          variables={connection.missing}
          action={
            connection.vendor === "juniper" && (
              <ButtonLink href="/connections/juniper/onboarding">Open the onboarding checklist</ButtonLink>
            )
          }
        />
      ) : (
        <Facts facts={factsOf(connection, pollEveryMs)} />
      )}
    </section>
  );
}

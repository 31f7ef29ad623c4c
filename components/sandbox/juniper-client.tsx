"use client";

import { useState } from "react";
import { Section } from "@/components/patterns/section";
import { exactTime } from "@/components/patterns/time/format-time";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { Menu } from "@/components/ui/menu";
import { MenuItem } from "@/components/ui/menu-items";
import type { SandboxState } from "@/lib/contract/sandbox";
import { type HandedOutWhat, JuniperHandOut } from "./juniper-hand-out";
import { OtherCalls } from "./other-calls";

type Report = SandboxState["juniper"];

function callsWords({ limit, used, nextAt }: Report["calls"]): string {
  const count = `${used.toLocaleString("en-US")} of ${limit.toLocaleString("en-US")} calls used in the last hour.`;
  return nextAt === null ? count : `${count} The next one is carried out at ${exactTime(nextAt, true)}.`;
}

function refusedWords(refused: number): string {
  if (refused === 0) return "None was refused.";
  return refused === 1 ? "1 was refused." : `${refused.toLocaleString("en-US")} were refused.`;
}

/** Secrets that were replaced and are still taken, and the one that is current. */
function Secrets({ secrets }: { secrets: Report["secrets"] }) {
  return (
    <ul aria-label="Client secrets" className="text-13">
      {secrets.toReversed().map(({ number, goodUntil }) => (
        <li
          key={number}
          className="flex flex-wrap justify-between gap-x-4 border-t border-line py-2 first:border-t-0"
        >
          <span>Client secret {number}</span>
          <span className="text-muted">
            {goodUntil === null ? "current" : `replaced, taken until ${exactTime(goodUntil, true)}`}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** How Juniper sees its client: the calls that count, and what it handed out to prove who one is. */
export function JuniperClient({ report }: { report: Report }) {
  const [what, setWhat] = useState<HandedOutWhat | null>(null);
  return (
    <Section
      title="Juniper's client"
      description="What Juniper counts, and what it has handed out."
      actions={
        <Menu trigger={<Button>Hand out</Button>}>
          <MenuItem onSelect={() => setWhat("secret")}>Client secret…</MenuItem>
          <MenuItem onSelect={() => setWhat("certificate")}>Client certificate…</MenuItem>
          <MenuItem onSelect={() => setWhat("idToken")}>ID token…</MenuItem>
        </Menu>
      }
    >
      <p className="text-13">
        {callsWords(report.calls)} <span className="text-muted">{refusedWords(report.calls.refused)}</span>
      </p>
      <OtherCalls />
      <Secrets secrets={report.secrets} />
      <p className="text-13 text-muted">
        What the console itself counts, and the secret it uses, stand under{" "}
        <Link href="/connections/juniper">Juniper's connection</Link>.
      </p>
      <JuniperHandOut what={what} onClose={() => setWhat(null)} />
    </Section>
  );
}

import { ExactTime, RelativeTime } from "@/components/patterns/time/timestamp";
import { Timeline, type TimelineEntry } from "@/components/patterns/timeline";
import type { CertificateAct, PendingAct } from "@/lib/contract/device-certificates";
import { actNoun } from "../words";

/** What each heartbeat of an act does. */
const heartbeats: Readonly<Record<CertificateAct, readonly string[]>> = {
  renew: ["the renewed certificate arrives"],
  rekey: ["key and certificate leave the device", "new ones arrive"],
  remove: ["key and certificate leave the device"],
  revoke: [],
  transfer: ["the certificate of the other root CA arrives"],
};

/** An act under way, step by step in its order: what has happened, what is waited for, and until when. */
export function ActSteps({ pending }: { pending: PendingAct }) {
  return <Timeline label={`${actNoun(pending)}, step by step`} entries={stepsOf(pending)} />;
}

function stepsOf(pending: PendingAct): TimelineEntry[] {
  const { act, askedAt, askedBy, certain, heartbeatsSeen } = pending;
  const asked: TimelineEntry = {
    id: "asked",
    kind: "ok",
    title: `Asked for by ${askedBy}`,
    time: <RelativeTime value={askedAt} />,
  };
  const taken = certain || heartbeatsSeen > 0;
  const accepted: TimelineEntry = taken
    ? { id: "accepted", kind: "ok", title: "Accepted by u-blox", time: <RelativeTime value={askedAt} /> }
    : {
        id: "accepted",
        kind: "unknown",
        title: "u-blox's answer was lost",
        detail: "Whether it was accepted shows at the device's next heartbeats.",
      };
  const steps = heartbeats[act].map((effect, index) => heartbeatStep(pending, effect, index));
  const applied: TimelineEntry =
    act === "revoke"
      ? { id: "applied", kind: "neutral", title: "On the revocation list, once it is fetched with it" }
      : { id: "applied", kind: "neutral", title: "Applied" };
  return [asked, accepted, ...steps, applied];
}

function heartbeatStep(pending: PendingAct, effect: string, index: number): TimelineEntry {
  const number = index + 1;
  const of = pending.heartbeats === 1 ? "Heartbeat" : `Heartbeat ${number} of ${pending.heartbeats}`;
  const entry = { id: `heartbeat ${number}`, title: `${of}: ${effect}` };
  if (number <= pending.heartbeatsSeen) return { ...entry, kind: "ok", detail: "Seen" };
  if (number > pending.heartbeatsSeen + 1) return { ...entry, kind: "neutral" };
  const { expectedBy, overdue } = pending;
  return {
    ...entry,
    kind: overdue ? "attention" : "waiting",
    detail:
      expectedBy === null ? (
        "Waited for. How often this device makes contact is not known."
      ) : (
        <>
          {overdue ? "Overdue: expected by " : "Expected by "}
          <ExactTime value={expectedBy} />
        </>
      ),
  };
}

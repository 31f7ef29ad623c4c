import { exactTime } from "@/components/patterns/time/format-time";
import { Status } from "@/components/ui/status";
import type { StatusKind } from "@/components/ui/status-icon";
import { Tooltip } from "@/components/ui/tooltip";
import { roughDuration, secondsWords } from "@/lib/domain/heartbeat/duration";
import { heartbeatParameter, type SettingPair, type SettingSide } from "@/lib/domain/heartbeat/settings";
import type { DeviceStanding, StandingState } from "@/lib/domain/heartbeat/standing";

export const standingKinds: Record<StandingState, StatusKind> = {
  applied: "ok",
  pending: "waiting",
  overdue: "attention",
};

type Standing = NonNullable<DeviceStanding["standing"]>;

function stateWords({ state, expectedAt, overdueByMs }: Standing): string {
  if (state === "applied") return "Applied";
  if (overdueByMs !== null) return `Overdue by ${roughDuration(overdueByMs)}`;
  return expectedAt === null
    ? "Pending until the next security heartbeat"
    : `Pending, expected by ${exactTime(expectedAt)}`;
}

/** How far a setting has come: shape, word and time. */
export function SettingState({ standing }: { standing: Standing | null }) {
  if (standing === null) return <Status kind="neutral">Not wanted now; stays as it is</Status>;
  return (
    <Status kind={standingKinds[standing.state]} className="items-start">
      {stateWords(standing)}
    </Status>
  );
}

/** The heartbeat reads as a duration, with its exact seconds at hand; every other value as it is. */
function Value({ name, side }: { name: string; side: SettingSide }) {
  const seconds = name === heartbeatParameter ? Number(side.value) : Number.NaN;
  if (!Number.isSafeInteger(seconds)) return <span className="[overflow-wrap:anywhere]">{side.words}</span>;
  return (
    <Tooltip content={secondsWords(seconds)}>
      <span
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the tooltip has to be reachable by keyboard
        tabIndex={0}
        className="tabular rounded-2 underline decoration-line-strong decoration-dotted underline-offset-3"
      >
        {side.words}
      </span>
    </Tooltip>
  );
}

/** One side of a setting with its exact date; `verb` says what happened then: "asked". */
export function SideWords({
  pair,
  side,
  verb,
}: {
  pair: SettingPair;
  side: SettingSide | null;
  verb: string;
}) {
  if (side === null) return <span className="text-muted">not set</span>;
  return (
    <>
      <Value name={pair.name} side={side} />
      {side.at !== null && (
        <span className="tabular block text-12 text-muted">
          {verb} <time dateTime={side.at}>{exactTime(side.at)}</time>
        </span>
      )}
    </>
  );
}

/** A setting under its plain name, with the vendor's under it where the vendor's document has one. */
export function SettingName({ pair }: { pair: SettingPair }) {
  return (
    <>
      {pair.label}
      {pair.label !== pair.name && pair.kind !== "authority" && (
        <span className="block font-mono text-12 text-muted">{pair.name}</span>
      )}
    </>
  );
}

import type { SandboxSettings } from "../control-contract";
import type { SandboxClock } from "../kit/clock";
import { dateWriter } from "./dates";
import type { JuniperPki } from "./pki/authorities";
import type { RateControl } from "./rate-control";
import type { ClientSecrets } from "./secrets";
import type { JuniperState } from "./state";
import type { JuniperTokens } from "./tokens";

/** What the rules work on. */
export interface JuniperContext {
  readonly state: JuniperState;
  readonly tokens: JuniperTokens;
  readonly secrets: ClientSecrets;
  readonly rate: RateControl;
  readonly pki: JuniperPki;
  readonly clock: SandboxClock;
  settings(): SandboxSettings["juniper"];
}

/** How answers are written now. */
export function writing({ state, clock, settings }: JuniperContext) {
  return { state, nowMs: clock.nowMs(), dates: dateWriter(settings().oddDates) };
}

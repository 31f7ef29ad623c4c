import type { HookDelivery } from "../../control-contract";
import type { SandboxClock } from "../../kit/clock";
import type { SettingsStore } from "../../kit/settings";
import type { Hook } from "./types";

/** Posts events to hooks in the background. */
export interface HookSender {
  /** Returns at once. A delivery that fails is not tried again: the document promises no more. */
  post(hook: Hook, body: string): void;
  /** The last deliveries that came to an end, oldest first. */
  deliveries(): readonly HookDelivery[];
  /** Breaks deliveries under way off and forgets those that wait. */
  close(): void;
}

const SENT_AT_ONCE = 8;
/** A receiver that hangs must not make the sandbox grow: what does not fit is dropped, and told so. */
const MOST_WAITING = 5_000;
const TIMEOUT_MS = 10_000;
const KEPT_DELIVERIES = 100;

export function createHookSender(clock: SandboxClock, settings: SettingsStore): HookSender {
  const closed = new AbortController();
  const waiting: { hook: Hook; body: string }[] = [];
  const ended: HookDelivery[] = [];
  let sending = 0;

  const note = ({ url, type }: Hook, result: Pick<HookDelivery, "status" | "error">) => {
    ended.push({ time: clock.now().toISOString(), url, type, ...result });
    if (ended.length > KEPT_DELIVERIES) ended.shift();
  };

  const deliver = async (hook: Hook, body: string) => {
    const result = await send(hook, body);
    if (!closed.signal.aborted) note(hook, result);
  };

  const send = async (hook: Hook, body: string): Promise<Pick<HookDelivery, "status" | "error">> => {
    try {
      const response = await fetch(reachable(hook.url, settings.current().ublox.hookRoutes), {
        method: "POST",
        headers: { "content-type": "application/json", authorization: hook.authorizationToken },
        body,
        redirect: "manual",
        signal: AbortSignal.any([closed.signal, AbortSignal.timeout(TIMEOUT_MS)]),
      });
      await response.body?.cancel();
      return { status: response.status, error: null };
    } catch (error) {
      return { status: null, error: reasonOf(error) };
    }
  };

  const sendNext = () => {
    while (sending < SENT_AT_ONCE) {
      const next = waiting.shift();
      if (next === undefined) return;
      sending += 1;
      void deliver(next.hook, next.body).finally(() => {
        sending -= 1;
        sendNext();
      });
    }
  };

  return {
    post(hook, body) {
      for (let copy = 0; copy < settings.current().ublox.hookDeliveries; copy += 1) {
        if (waiting.length < MOST_WAITING) waiting.push({ hook, body });
        else note(hook, { status: null, error: "Dropped: too many deliveries were waiting" });
      }
      sendNext();
    },
    deliveries: () => ended,
    close() {
      waiting.length = 0;
      closed.abort();
    },
  };
}

/** Where an address is to be found: a route stands for the name service. */
function reachable(url: string, routes: readonly { from: string; to: string }[]): string {
  for (const { from, to } of routes) {
    const start = from.replace(/\/$/, "");
    const rest = url.slice(start.length);
    if (url.startsWith(start) && /^($|[/?])/.test(rest)) return `${to.replace(/\/$/, "")}${rest}`;
  }
  return url;
}

/** fetch says "fetch failed" of everything; what happened stands in the cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error && error.cause.message !== "" ? error.cause.message : error.message;
}

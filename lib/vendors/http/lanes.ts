import { type Dispatcher, Pool } from "undici";
import type { Deadline } from "./deadline";
import type { VendorLimits } from "./limits";

/** What a call is for us, which decides about repeating, connections and abort. */
export type Lane = "read" | "write" | "stream";

export type WireRequest = Pick<Dispatcher.RequestOptions, "method" | "path" | "headers" | "body">;
export type WireAnswer = Dispatcher.ResponseData;

function noteStart(handler: Dispatcher.DispatchHandler, onStart: () => void): Dispatcher.DispatchHandler {
  return {
    onRequestStart(controller, context) {
      handler.onRequestStart?.(controller, context);
      if (!controller.aborted) onStart();
    },
    onResponseStart: (...details) => handler.onResponseStart?.(...details),
    onResponseData: (...details) => handler.onResponseData?.(...details),
    onResponseEnd: (...details) => handler.onResponseEnd?.(...details),
    onResponseError: (...details) => handler.onResponseError?.(...details),
  };
}

/**
 * The connections to one vendor's host, three pools: slow reads cannot hold up a change, and long downloads cannot
 * hold up either. A change travels on a connection of its own (`pipelining: 0` closes it afterwards): on a kept-alive
 * one the vendor may just be hanging up, and then nobody could say whether the change had been received.
 *
 * HTTP/1.1 only, no redirects, no Accept header, nothing decompressed: what is sent is what the caller says.
 */
export class Lanes {
  readonly #pools: Record<Lane, Pool>;

  constructor(origin: string, limits: VendorLimits) {
    const common: Pool.Options = {
      connectTimeout: limits.connectTimeoutMs,
      allowH2: false,
      // The call's own deadline covers headers and body, and unlike these also the wait for a connection.
      headersTimeout: 0,
      bodyTimeout: 0,
    };
    this.#pools = {
      read: new Pool(origin, { ...common, connections: limits.readConnections, pipelining: 1 }),
      write: new Pool(origin, { ...common, connections: limits.writeConnections, pipelining: 0 }),
      stream: new Pool(origin, {
        ...common,
        connections: limits.streamConnections,
        pipelining: 1,
        bodyTimeout: limits.streamIdleMs,
      }),
    };
  }

  /**
   * Sends a request and settles when the answer's headers have come, or with DeadlineOver, or with the network's error.
   * `onStart` is told just before the first byte is written: until then the vendor cannot have seen anything.
   */
  async send(lane: Lane, request: WireRequest, deadline: Deadline, onStart: () => void): Promise<WireAnswer> {
    const noting = this.#pools[lane].compose(
      (dispatch) => (options, handler) => dispatch(options, noteStart(handler, onStart)),
    );
    // undici notices the signal of a waiting request only when a connection becomes free, hence the race.
    return await deadline.race(noting.request({ ...request, signal: deadline.signal }));
  }

  /** Ends all connections at once, those in use too. */
  async close(): Promise<void> {
    await Promise.all(Object.values(this.#pools).map((pool) => pool.destroy()));
  }
}

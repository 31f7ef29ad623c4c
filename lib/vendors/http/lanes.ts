import { type Dispatcher, Pool } from "undici";
import type { Deadline } from "./deadline";
import type { VendorLimits } from "./limits";
import { type TlsOptions, tlsConnector } from "./tls";

/** What a call is for us, which decides about repeating, connections and abort. */
export type Lane = "read" | "write" | "stream";

export type WireRequest = Pick<Dispatcher.RequestOptions, "method" | "path" | "headers" | "body">;
export type WireAnswer = Dispatcher.ResponseData;

/** The caller decided at the last moment that the request is not to be sent. */
export class NotBegun extends Error {
  constructor() {
    super("not begun");
    this.name = "NotBegun";
  }
}

function noteStart(handler: Dispatcher.DispatchHandler, onStart: () => boolean): Dispatcher.DispatchHandler {
  return {
    onRequestStart(controller, context) {
      handler.onRequestStart?.(controller, context);
      if (!controller.aborted && !onStart()) controller.abort(new NotBegun());
    },
    onResponseStart: (...details) => handler.onResponseStart?.(...details),
    onResponseData: (...details) => handler.onResponseData?.(...details),
    onResponseEnd: (...details) => handler.onResponseEnd?.(...details),
    onResponseError: (...details) => handler.onResponseError?.(...details),
  };
}

/**
 * The connections to one vendor's host, in pools of their own: slow reads cannot hold up a change, long downloads cannot
 * hold up either, and jobs cannot hold up people. A change travels on a connection of its own (`pipelining: 0` closes it afterwards): on a kept-alive
 * one the vendor may just be hanging up, and then nobody could say whether the change had been received.
 *
 * HTTP/1.1 only, no redirects, no Accept header, nothing decompressed: what is sent is what the caller says.
 */
export class Lanes {
  readonly #pools: Record<Lane, Pool>;
  /** For calls that jobs make. */
  readonly #backgroundPools: Record<"read" | "write", Pool>;

  constructor(origin: string, limits: VendorLimits, tls?: TlsOptions) {
    const common: Pool.Options = {
      connectTimeout: limits.connectTimeoutMs,
      ...(tls && { connect: tlsConnector(tls, limits.connectTimeoutMs) }),
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
    const few = { ...common, connections: limits.backgroundConnections };
    this.#backgroundPools = {
      read: new Pool(origin, { ...few, pipelining: 1 }),
      write: new Pool(origin, { ...few, pipelining: 0 }),
    };
  }

  /**
   * Sends a request and settles when the answer's headers have come, or with DeadlineOver, or with the network's error.
   * `onStart` is told just before the first byte is written, and may still refuse by false (NotBegun): until then the
   * vendor cannot have seen anything.
   */
  async send(
    { lane, background }: { lane: Lane; background: boolean },
    request: WireRequest,
    deadline: Deadline,
    onStart: () => boolean,
  ): Promise<WireAnswer> {
    const pool = background && lane !== "stream" ? this.#backgroundPools[lane] : this.#pools[lane];
    const noting = pool.compose(
      (dispatch) => (options, handler) => dispatch(options, noteStart(handler, onStart)),
    );
    // undici notices the signal of a waiting request only when a connection becomes free, hence the race.
    return await deadline.race(noting.request({ ...request, signal: deadline.signal }));
  }

  /** Takes no more requests, and ends each connection when the last one on it has its answer. */
  async end(): Promise<void> {
    await Promise.all(this.#all().map((pool) => pool.close()));
  }

  /** Ends all connections at once, those in use too. */
  async close(): Promise<void> {
    await Promise.all(this.#all().map((pool) => pool.destroy()));
  }

  #all(): Pool[] {
    return [...Object.values(this.#pools), ...Object.values(this.#backgroundPools)];
  }
}

import { PassThrough } from "node:stream";
import type { VendorName } from "@/lib/contract/connections";
import { type Admission, AdmissionFailed, type CallLane, type NotNow, type Turn } from "./admission";
import { Call } from "./call";
import { type CallSpec, type Download, type DownloadSpec, pathOf, type RequestSpec } from "./call-spec";
import { Circuit } from "./circuit";
import { type Answer, type Classify, kindOfStatus, type Verdict } from "./classify";
import { Deadline } from "./deadline";
import { type Lane, Lanes, NotBegun, type WireAnswer } from "./lanes";
import { defaultLimits, type VendorLimits } from "./limits";
import type { Permit, Reading } from "./permit";
import { readAnswer } from "./read-answer";
import { readBody } from "./read-body";
import { repeatRead } from "./repeat-reads";
import { retryAfterMs } from "./retry-after";
import type { TlsFiles } from "./tls";
import { type SignInSend, TokenCache, type TokenSupply } from "./token";
import { VendorError } from "./vendor-error";

/** What a vendor's room says about its vendor. */
export interface VendorConfig {
  vendor: VendorName;
  /** Scheme, host and optional path prefix, such as "https://ssapi.services.u-blox.com/v1". */
  baseUrl: string;
  classify: Classify;
  /** Values that must never appear in an error or a log line. */
  secrets: readonly string[];
  /** Where tokens come from; absent for vendors that need none. */
  tokens?: TokenSupply;
  /** What connections are made with, beside the usual. */
  tls?: TlsFiles;
  /** Counts calls; absent for vendors that do not. */
  admission?: Admission;
  limits?: Partial<VendorLimits>;
}

/** A turn of a call, as it is used here. */
interface TakenTurn {
  giveBack(): Promise<void>;
  isOver(): boolean;
}

/** Whoever missed a turn may ask for another one after so long. */
const missedTurnMs = 500;

/** A sign-in serves whoever needs the token, people's changes too, and so it goes where they go. */
function callLaneOf({ lane, background, signsIn }: Call): CallLane {
  if (background) return "job";
  return lane === "read" && !signsIn ? "read" : "change";
}

function askedRestMs({ status, headers }: Answer): number | undefined {
  if (status !== 429 && status !== 503) return undefined;
  return retryAfterMs(headers["retry-after"], headers.date, Date.now());
}

/** What whoever called is told: where calls could not be counted, why not. */
function surfacing(error: unknown): unknown {
  return error instanceof AdmissionFailed ? error.cause : error;
}

/** Of a failed answer, so much is read to find out why. */
const failureBytesMax = 65_536;

/**
 * The one way to a vendor. Keeps its connections, its token and what it knows about the vendor's health; make one per
 * vendor and set of credentials and keep it.
 */
export class VendorHttp {
  readonly #config: VendorConfig;
  readonly #limits: VendorLimits;
  readonly #base: URL;
  readonly #prefix: string;
  /** By origin: the API's own, and where tokens are handed out. */
  readonly #lanes = new Map<string, Lanes>();
  readonly #tokens: TokenCache | undefined;
  readonly #circuit: Circuit;
  /** The vendor asked for a rest until then (our clock). */
  #restUntilMs = 0;

  constructor(config: VendorConfig) {
    this.#config = config;
    this.#limits = { ...defaultLimits, ...config.limits };
    this.#base = new URL(config.baseUrl);
    this.#prefix = this.#base.pathname.replace(/\/+$/, "");
    this.#tokens = config.tokens && new TokenCache(config.tokens);
    this.#circuit = new Circuit(this.#limits.circuitThreshold, this.#limits.circuitOpenMs);
  }

  get vendor(): VendorName {
    return this.#config.vendor;
  }

  /** Host and port calls go to, for people. */
  get host(): string {
    return this.#base.host;
  }

  /** When the token in use was issued and when it expires; undefined before the first call. */
  get tokenAge(): { issuedAt: Date; expiresAt: Date } | undefined {
    return this.#tokens?.age;
  }

  /** Reads: repeated at most twice while the trouble is passing, ended as soon as the asker leaves. Throws VendorError. */
  async read<T>(reading: Reading, spec: CallSpec<T>): Promise<T> {
    const deadline = new Deadline(spec.deadlineMs ?? this.#limits.readDeadlineMs, reading.signal);
    const call = this.#call("read", reading, spec);
    return await this.#run(call, deadline, () =>
      repeatRead(() => this.#attempt(call, spec, deadline), deadline, this.#limits),
    );
  }

  /** Changes: sent once, whoever leaves meanwhile. Throws VendorError with `mayHaveActed` telling whether it is in doubt. */
  async write<T>(permit: Permit, spec: CallSpec<T>): Promise<T> {
    const deadline = new Deadline(spec.deadlineMs ?? this.#limits.writeDeadlineMs);
    const call = this.#call("write", permit, spec);
    return await this.#run(call, deadline, () => this.#attempt(call, spec, deadline));
  }

  /**
   * Opens a download: answers when the headers have come, then the body flows for as long as it does, within the idle
   * limit and until `signal` aborts. What is handed out this way needs a permit. Throws VendorError until the headers;
   * afterwards the body fails with one.
   */
  async download(permit: Permit, spec: DownloadSpec, signal?: AbortSignal): Promise<Download> {
    const deadline = new Deadline(spec.deadlineMs ?? this.#limits.streamHeadersMs, signal);
    const call = this.#call("stream", permit, spec);
    try {
      return await this.#guarded(call, deadline, async () => {
        const answer = await this.#authorized(call, deadline, (token) =>
          this.#open(call, spec, deadline, token),
        );
        deadline.stopClock();
        return this.#follow(call, deadline, answer, spec.check);
      });
    } catch (error) {
      deadline.end();
      call.end(error);
      throw surfacing(error);
    }
  }

  /** Ends all connections. Only for the end of the process and of tests. */
  async close(): Promise<void> {
    await Promise.all([...this.#lanes.values()].map((lanes) => lanes.close()));
  }

  #call(lane: Lane, asked: Reading | Permit, spec: RequestSpec): Call {
    const secrets = () => [
      ...this.#config.secrets,
      ...(this.#tokens?.secrets ?? []),
      ...(spec.secrets ?? []),
    ];
    return new Call(this.#config.vendor, lane, asked, spec, secrets);
  }

  async #run<T>(call: Call, deadline: Deadline, work: () => Promise<T>): Promise<T> {
    try {
      const value = await this.#guarded(call, deadline, work);
      call.end();
      return value;
    } catch (error) {
      call.end(error);
      throw surfacing(error);
    } finally {
      deadline.end();
    }
  }

  async #guarded<T>(call: Call, deadline: Deadline, work: () => Promise<T>): Promise<T> {
    const detail = "left alone for a moment after repeated trouble";
    return await this.#circuit.run(
      async () => {
        try {
          return await work();
        } catch (error) {
          throw call.explain(error, deadline);
        }
      },
      (waitMs) => call.failure("unavailable", { detail, retryAfterMs: waitMs }),
    );
  }

  async #attempt<T>(call: Call, spec: CallSpec<T>, deadline: Deadline): Promise<T> {
    try {
      return await this.#authorized(call, deadline, (token) => this.#exchange(call, spec, deadline, token));
    } catch (error) {
      throw call.explain(error, deadline);
    }
  }

  /** Runs an exchange with a token, and once more with another one when the vendor rejects the first. */
  async #authorized<T>(
    call: Call,
    deadline: Deadline,
    exchange: (token: string | undefined) => Promise<T>,
  ): Promise<T> {
    if (deadline.over) throw deadline.over;
    const tokens = this.#tokens;
    if (tokens === undefined) return await exchange(undefined);
    const send: SignInSend = (spec) => this.#signIn(call.requestId, spec);
    call.begin();
    const token = await deadline.race(tokens.get(call.requestId, send));
    try {
      return await exchange(token);
    } catch (rejected) {
      if (!call.tokenRejected) throw rejected;
      call.begin();
      const other = await deadline.race(tokens.replace(token, call.requestId, send));
      if (other === undefined) throw rejected;
      try {
        return await exchange(other);
      } catch (error) {
        if (call.tokenRejected) tokens.distrust();
        throw error;
      }
    }
  }

  /** Not guarded by the circuit: it always happens within a call that is. */
  async #signIn<T>(requestId: string, spec: CallSpec<T>): Promise<T> {
    const deadline = new Deadline(spec.deadlineMs ?? this.#limits.signInDeadlineMs);
    const call = this.#call("read", { requestId }, spec);
    call.signsIn = true;
    try {
      const value = await this.#exchange(call, spec, deadline, undefined);
      call.end();
      return value;
    } catch (error) {
      const explained = call.explain(error, deadline);
      call.end(explained);
      throw explained;
    } finally {
      deadline.end();
    }
  }

  async #exchange<T>(
    call: Call,
    spec: CallSpec<T>,
    deadline: Deadline,
    token: string | undefined,
  ): Promise<T> {
    const wire = await this.#send(call, spec, deadline, token);
    const failed = kindOfStatus(wire.statusCode) !== undefined;
    const limit = failed ? failureBytesMax : this.#limits.answerBytesMax;
    const { text, complete } = await deadline.race(readBody(wire, limit));
    if (!complete && !failed) throw call.failure("too_large", { detail: `more than ${limit} bytes` });
    await this.#judge(call, wire, text);
    return readAnswer(call, spec.answer, text);
  }

  async #open(
    call: Call,
    spec: RequestSpec,
    deadline: Deadline,
    token: string | undefined,
  ): Promise<WireAnswer> {
    const wire = await this.#send(call, spec, deadline, token);
    if (kindOfStatus(wire.statusCode) === undefined) return wire;
    const { text } = await deadline.race(readBody(wire, failureBytesMax));
    await this.#judge(call, wire, text);
    throw call.failure("bad_answer");
  }

  async #send(
    call: Call,
    spec: RequestSpec,
    deadline: Deadline,
    token: string | undefined,
  ): Promise<WireAnswer> {
    const restMs = this.#restUntilMs - Date.now();
    if (restMs > 0)
      throw call.failure("busy", { detail: "the vendor asked for a rest", retryAfterMs: restMs });
    call.begin();
    const turn = await this.#takeTurn(call, deadline);
    const body = typeof spec.body === "function" ? spec.body() : spec.body;
    const headers = {
      // Some hosts turn away requests that do not say who sends them.
      "user-agent": "Muniment",
      ...(body && { "content-type": body.contentType }),
      ...(token !== undefined && { authorization: this.#tokens?.authorization(token) }),
      ...spec.headers,
    };
    const request = {
      method: spec.method,
      path: `${spec.origin === undefined ? this.#prefix : ""}${pathOf(spec)}`,
      headers,
      body: body?.content,
    };
    const answer = await this.#lanesTo(spec.origin ?? this.#base.origin)
      .send(call, request, deadline, () => {
        if (turn?.isOver() || !call.mayBegin()) return false;
        call.sent = true;
        call.attempts += 1;
        return true;
      })
      .catch(async (error: unknown) => {
        const missedItsTurn = turn?.isOver() === true;
        if (!call.sent) await turn?.giveBack();
        if (!(error instanceof NotBegun)) throw error;
        if (!missedItsTurn) throw call.failure("aborted", { detail: error.message });
        const detail = "no connection was free before its turn was over";
        throw call.failure("busy", { detail, retryAfterMs: missedTurnMs });
      });
    call.status = answer.statusCode;
    return answer;
  }

  #lanesTo(origin: string): Lanes {
    const lanes = this.#lanes.get(origin) ?? new Lanes(origin, this.#limits, this.#config.tls);
    this.#lanes.set(origin, lanes);
    return lanes;
  }

  /** Waits for leave to make a request; undefined where nobody counts them. Throws `busy` when it is not the time. */
  async #takeTurn(call: Call, deadline: Deadline): Promise<TakenTurn | undefined> {
    const { admission } = this.#config;
    if (admission === undefined) return undefined;
    const { name, requestId, askedBy } = call;
    const taking = admission.take({ lane: callLaneOf(call), call: name, requestId, askedBy });
    let taken: Turn | NotNow;
    try {
      taken = await deadline.race(
        taking.catch((error: unknown) => {
          throw new AdmissionFailed(error);
        }),
      );
    } catch (error) {
      // Nobody waits for it any more.
      void taking.then((late) => (late.admitted ? late.giveBack() : undefined)).catch(() => {});
      throw error;
    }
    if (!taken.admitted) {
      const { detail, retryAfterMs } = taken;
      throw call.failure("busy", { detail, retryAfterMs });
    }
    const { beginWithinMs, giveBack } = taken;
    const givenAtMs = performance.now();
    return { giveBack, isOver: () => performance.now() - givenAtMs > beginWithinMs };
  }

  /** Throws the vendor's verdict, if there is one, and remembers a rest it asks for. */
  async #judge(call: Call, { statusCode, headers }: WireAnswer, text: string): Promise<void> {
    const answer: Answer = { call: call.name, status: statusCode, headers, text };
    const kind = kindOfStatus(answer.status);
    const verdict: Verdict | undefined = this.#config.classify(answer) ?? (kind && { kind });
    if (verdict === undefined) return;
    call.tokenRejected = verdict.tokenRejected === true;
    if (verdict.tooMany) await this.#config.admission?.tooMany(askedRestMs(answer));
    const redirected = answer.status >= 300 && answer.status < 400;
    throw call.failure(verdict.kind, {
      vendorText: verdict.text,
      detail: verdict.detail ?? (redirected ? "a redirect, which is never followed" : undefined),
      retryAfterMs: this.#restAsked(answer),
      mayHaveActed: verdict.mayHaveActed,
    });
  }

  #restAsked(answer: Answer): number | undefined {
    const asked = askedRestMs(answer);
    if (asked === undefined) return undefined;
    const restMs = Math.min(asked, this.#limits.restMsMax);
    this.#restUntilMs = Math.max(this.#restUntilMs, Date.now() + restMs);
    return restMs;
  }

  #follow(
    call: Call,
    deadline: Deadline,
    { headers, body }: WireAnswer,
    check: DownloadSpec["check"],
  ): Download {
    const taken = check?.((kind, more) => call.failure(kind, more)) ?? new PassThrough();
    // Whoever takes the stream hears its error; until somebody does, it must not end the process.
    taken.on("error", () => {});
    taken.once("close", () => {
      const ended = taken.errored ?? (taken.readableEnded ? undefined : call.failure("aborted"));
      body.destroy();
      deadline.end();
      call.end(ended);
    });
    body.on("error", (error) => {
      const explained = call.explain(error, deadline);
      taken.destroy(explained instanceof VendorError ? explained : call.failure("connection_lost"));
    });
    body.pipe(taken);
    return { headers, body: taken };
  }
}

import { createHash } from "node:crypto";
import { PassThrough } from "node:stream";
import type { VendorName } from "@/lib/contract/connections";
import type { Admission, CallLane, NotNow, Turn } from "./admission";
import { Call } from "./call";
import { type CallSpec, type Download, type DownloadSpec, pathOf, type RequestSpec } from "./call-spec";
import { type CertificateSupply, Certificates, type HeldCertificate } from "./certificates";
import { Circuit } from "./circuit";
import { type Answer, type Classify, kindOfStatus, type Verdict } from "./classify";
import { Deadline } from "./deadline";
import { type Lane, Lanes, NotBegun, type WireAnswer } from "./lanes";
import { defaultLimits, type VendorLimits } from "./limits";
import { OwnTrouble, ours } from "./own-trouble";
import type { Permit, Reading } from "./permit";
import { readAnswer } from "./read-answer";
import { readBody } from "./read-body";
import { repeatRead } from "./repeat-reads";
import { retryAfterMs } from "./retry-after";
import type { ClientCertificate, TlsOptions } from "./tls";
import { type IssuedToken, type SignInSend, TokenCache, type TokenSupply } from "./token";
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
  /** Certificates to present in the handshake; absent for vendors that ask for none. */
  certificates?: CertificateSupply;
  /** What connections are made with, beside the usual. */
  tls?: Pick<TlsOptions, "caFile">;
  /** Counts calls; absent for vendors that do not. */
  admission?: Admission;
  limits?: Partial<VendorLimits>;
}

/** What a request proves who we are with. */
interface Proof {
  token?: string;
  certificate?: ClientCertificate;
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

/** What whoever called is told: where our own side failed, by what. */
function surfacing(error: unknown): unknown {
  return error instanceof OwnTrouble ? error.cause : error;
}

/** Sets of connections to one host with different certificates: the one in use, the one before, one that is tried. */
const certificatesAtOnce = 3;

/** Of a failed answer, so much is read to find out why. */
const failureBytesMax = 65_536;

function fingerprintOf({ certificatePem, privateKeyPem }: ClientCertificate): string {
  return createHash("sha256").update(certificatePem).update("\0").update(privateKeyPem).digest("hex");
}

/**
 * The one way to a vendor. Keeps its connections, its token and what it knows about the vendor's health; make one per
 * vendor and set of credentials and keep it.
 */
export class VendorHttp {
  readonly #config: VendorConfig;
  readonly #limits: VendorLimits;
  readonly #base: URL;
  readonly #prefix: string;
  /** By origin (the API's own, and where tokens are handed out) and certificate; the last one used lies last. */
  readonly #lanes = new Map<string, Lanes>();
  readonly #tokens: TokenCache | undefined;
  readonly #certificates: Certificates | undefined;
  readonly #circuit: Circuit;
  /** The vendor asked for a rest until then (our clock). */
  #restUntilMs = 0;

  constructor(config: VendorConfig) {
    this.#config = config;
    this.#limits = { ...defaultLimits, ...config.limits };
    this.#base = new URL(config.baseUrl);
    this.#prefix = this.#base.pathname.replace(/\/+$/, "");
    this.#tokens = config.tokens && new TokenCache(config.tokens);
    this.#certificates = config.certificates && new Certificates(config.certificates);
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
        const answer = await this.#authorized(call, deadline, (proof) =>
          this.#open(call, spec, deadline, proof),
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

  /** Signs in once with other credentials. Its token is not used unless `adoptToken` is told to. Throws VendorError. */
  protected async signInWith(permit: Permit, supply: TokenSupply): Promise<IssuedToken> {
    try {
      return await supply.signIn((spec) => this.#signIn(permit, { ...spec, trial: {} }));
    } catch (error) {
      throw surfacing(error);
    }
  }

  /** Uses this token from now on. */
  adoptToken(token: IssuedToken): void {
    this.#tokens?.use(token);
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
      const exchange = (proof: Proof) => this.#exchange(call, spec, deadline, proof);
      if (spec.trial !== undefined) return await exchange({ certificate: spec.trial.certificate });
      return await this.#authorized(call, deadline, exchange);
    } catch (error) {
      throw call.explain(error, deadline);
    }
  }

  /** Runs an exchange with what proves who we are. */
  async #authorized<T>(call: Call, deadline: Deadline, exchange: (proof: Proof) => Promise<T>): Promise<T> {
    if (deadline.over) throw deadline.over;
    if (this.#tokens !== undefined) return await this.#withToken(this.#tokens, call, deadline, exchange);
    if (this.#certificates === undefined) return await exchange({});
    return await this.#withCertificate(this.#certificates, call, deadline, exchange);
  }

  /** Runs an exchange with a token, and once more with another one when the vendor rejects the first. */
  async #withToken<T>(
    tokens: TokenCache,
    call: Call,
    deadline: Deadline,
    exchange: (proof: Proof) => Promise<T>,
  ): Promise<T> {
    const send: SignInSend = (spec) => this.#signIn({ requestId: call.requestId }, spec);
    const exchangeWith = async (token: string) => {
      const value = await exchange({ token });
      tokens.worked(token);
      return value;
    };
    call.begin();
    const token = await deadline.race(tokens.get(call.requestId, send));
    try {
      return await exchangeWith(token);
    } catch (rejected) {
      if (!call.tokenRejected) throw rejected;
      call.begin();
      const other = await deadline.race(tokens.replace(token, call.requestId, send));
      if (other === undefined) throw rejected;
      try {
        return await exchangeWith(other);
      } catch (error) {
        if (call.tokenRejected) tokens.distrust();
        throw error;
      }
    }
  }

  /** Runs an exchange with the certificate in use, and when the vendor turns it down, with each of the others once. */
  async #withCertificate<T>(
    certificates: Certificates,
    call: Call,
    deadline: Deadline,
    exchange: (proof: Proof) => Promise<T>,
  ): Promise<T> {
    call.begin();
    const refused: HeldCertificate[] = [];
    let refusal: unknown = call.failure("denied", { detail: "there is no certificate to present" });
    for (const held of await deadline.race(certificates.inOrder())) {
      try {
        const value = await exchange({ certificate: held.certificate });
        certificates.usedInstead(held, refused);
        certificates.worked(held);
        return value;
      } catch (error) {
        refusal = call.explain(error, deadline);
        // Turned down by the gateway, or in the handshake. A refusal by the service behind it is about something else.
        const isTurnedDown = call.tokenRejected || call.status === undefined;
        if (!(refusal instanceof VendorError && refusal.kind === "denied" && isTurnedDown)) {
          if (call.status !== undefined) certificates.usedInstead(held, refused);
          throw refusal;
        }
        certificates.refused(held);
        refused.push(held);
      }
    }
    throw refusal;
  }

  /** Not guarded by the circuit: it always happens within a call that is. */
  async #signIn<T>(asked: Reading | Permit, spec: CallSpec<T>): Promise<T> {
    const deadline = new Deadline(spec.deadlineMs ?? this.#limits.signInDeadlineMs);
    const call = this.#call("read", asked, spec);
    call.signsIn = true;
    try {
      const value = await this.#exchange(call, spec, deadline, {});
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

  async #exchange<T>(call: Call, spec: CallSpec<T>, deadline: Deadline, proof: Proof): Promise<T> {
    const wire = await this.#send(call, spec, deadline, proof);
    const failed = kindOfStatus(wire.statusCode) !== undefined;
    const limit = failed ? failureBytesMax : this.#limits.answerBytesMax;
    const { text, complete } = await deadline.race(readBody(wire, limit));
    if (!complete && !failed) throw call.failure("too_large", { detail: `more than ${limit} bytes` });
    await this.#judge(call, wire, text);
    return readAnswer(call, spec.answer, text);
  }

  async #open(call: Call, spec: RequestSpec, deadline: Deadline, proof: Proof): Promise<WireAnswer> {
    const wire = await this.#send(call, spec, deadline, proof);
    if (kindOfStatus(wire.statusCode) === undefined) return wire;
    const { text } = await deadline.race(readBody(wire, failureBytesMax));
    await this.#judge(call, wire, text);
    throw call.failure("bad_answer");
  }

  async #send(call: Call, spec: RequestSpec, deadline: Deadline, proof: Proof): Promise<WireAnswer> {
    const { token, certificate } = proof;
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
    const answer = await this.#lanesTo(spec.origin ?? this.#base.origin, certificate)
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

  /** A connection stands for one certificate, so that it is known with which one each request went. */
  #lanesTo(origin: string, certificate: ClientCertificate | undefined): Lanes {
    const tls = certificate === undefined ? this.#config.tls : { ...this.#config.tls, certificate };
    const prefix = `${origin} `;
    const key = `${prefix}${certificate === undefined ? "" : fingerprintOf(certificate)}`;
    const lanes = this.#lanes.get(key) ?? new Lanes(origin, this.#limits, tls);
    this.#lanes.delete(key);
    this.#lanes.set(key, lanes);
    const standing = [...this.#lanes].filter(([one]) => one.startsWith(prefix));
    for (const [one, old] of standing.slice(0, -certificatesAtOnce)) {
      this.#lanes.delete(one);
      void old.end();
    }
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
      taken = await deadline.race(ours(taking));
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

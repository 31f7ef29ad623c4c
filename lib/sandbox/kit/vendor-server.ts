import type { X509Certificate } from "node:crypto";
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { TLSSocket } from "node:tls";
import type { ActiveFault, CallRecord, FaultRequest, VendorName } from "../control-contract";
import type { Answer } from "./answer";
import { type CallLog, createCallLog } from "./call-log";
import type { SandboxClock } from "./clock";
import { createFaultPlan, type FaultPlan } from "./fault-plan";
import { type HttpHandler, type HttpServer, readBody, startHttpServer } from "./http-server";
import { isCutting, playFault } from "./play-fault";
import { sendAnswer } from "./send";
import { startTlsServer, type TlsServer } from "./tls-server";

export interface VendorRequest {
  readonly method: string;
  /** The path as sent, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** What the caller presented in a handshake that succeeded; null on a port without TLS. */
  readonly clientCertificate: X509Certificate | null;
}

/** One vendor's rules over one memory. A reset throws it away and makes a new one. */
export interface VendorApp {
  handle(request: VendorRequest): Promise<Answer>;
  /** Every token issued so far is refused from now on. */
  expireTokens(): void;
  recordCounts(): Record<string, number>;
  /** Ends what goes on in the background. */
  close?(): void;
}

export interface VendorDefinition<App extends VendorApp> {
  readonly vendor: VendorName;
  readonly maxBodyBytes: number;
  readonly bodyTooLarge: () => Answer;
  readonly createApp: () => App;
}

/** A running stand-in. */
export interface VendorServer<App extends VendorApp = VendorApp> {
  readonly vendor: VendorName;
  /** `http://127.0.0.1:PORT`, without the vendor's path prefix. */
  readonly origin: string;
  /** What was received, oldest first; at most the last 10,000. */
  calls(): readonly CallRecord[];
  callCount(): number;
  recordCounts(): Record<string, number>;
  /** The rules in force; a reset makes new ones. */
  app(): App;
  setFault(fault: Omit<FaultRequest, "vendor">): ActiveFault;
  faults(): readonly ActiveFault[];
  clearFaults(): void;
  /** Seeds anew and forgets calls, faults and tokens. */
  reset(): void;
  /** Opens another port for the same calls, with mutual TLS. @throws the listen error when it cannot be had */
  listenTls(options: { port: number; host: string }): Promise<TlsServer>;
  /** Closes every port. */
  stop(): Promise<void>;
}

export async function startVendorServer<App extends VendorApp>(
  definition: VendorDefinition<App>,
  options: { port: number; host: string; clock: SandboxClock },
): Promise<VendorServer<App>> {
  const { vendor } = definition;
  const { clock } = options;
  const log = createCallLog(clock);
  const faults = createFaultPlan();
  let app = definition.createApp();

  const handle: HttpHandler = (request, response) =>
    serve({ definition, app, clock, log, faults }, request, response);
  const server = await startHttpServer({ port: options.port, host: options.host, handle });
  const servers: HttpServer[] = [server];

  return {
    vendor,
    origin: server.origin,
    calls: log.records,
    callCount: log.count,
    recordCounts: () => app.recordCounts(),
    app: () => app,
    setFault: (fault) => faults.set({ ...fault, vendor }),
    faults: faults.active,
    clearFaults: faults.clear,
    reset() {
      app.close?.();
      app = definition.createApp();
      faults.clear();
      log.clear();
    },
    async listenTls({ port, host }) {
      const secure = await startTlsServer({ port, host, handle });
      servers.push(secure);
      return secure;
    },
    async stop() {
      await Promise.all(servers.map((open) => open.stop()));
      app.close?.();
    },
  };
}

interface Serving {
  readonly definition: VendorDefinition<VendorApp>;
  readonly app: VendorApp;
  readonly clock: SandboxClock;
  readonly log: CallLog;
  readonly faults: FaultPlan;
}

async function serve(serving: Serving, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { definition, app, clock, log, faults } = serving;
  const arrived = performance.now();
  let body: Buffer | null;
  try {
    body = await readBody(request, definition.maxBodyBytes);
  } catch {
    // The caller left while sending: there is no call to answer or to record.
    return;
  }
  const record = log.open(definition.vendor, request, body ?? Buffer.alloc(0));
  closeRecordWith(record, response, arrived);
  if (body === null) {
    await sendAnswer(response, definition.bodyTooLarge(), clock);
    return;
  }

  const { method = "", headers } = request;
  const url = new URL(`http://sandbox.invalid${request.url ?? "/"}`);
  const call: VendorRequest = {
    method,
    path: url.pathname,
    query: url.searchParams,
    headers,
    body,
    clientCertificate: clientCertificateOf(request),
  };
  const act = () => app.handle(call);
  const fault = faults.take({ method, path: call.path, authorized: headers.authorization !== undefined });
  if (fault === null) {
    await sendAnswer(response, await act(), clock);
    return;
  }
  record.fault = fault.fault;
  if (fault.fault === "expired_token") app.expireTokens();
  await playFault({ fault, path: call.path, response, clock, act });
}

function clientCertificateOf({ socket }: IncomingMessage): X509Certificate | null {
  return socket instanceof TLSSocket ? (socket.getPeerX509Certificate() ?? null) : null;
}

/** Completes the record when the connection's part in this call is over, however it ended. */
function closeRecordWith(record: CallRecord, response: ServerResponse, arrived: number): void {
  response.once("close", () => {
    record.durationMs = Math.round(performance.now() - arrived);
    record.status = response.headersSent ? response.statusCode : null;
    if (record.fault !== null && isCutting(record.fault)) record.outcome = "cut";
    else record.outcome = response.writableFinished ? "answered" : "client_left";
  });
}

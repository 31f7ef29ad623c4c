import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import {
  bootstrapRequest,
  type CallRecord,
  clientCertificateRequest,
  clockAdvance,
  cloneRequest,
  deviceErrorRequest,
  faultRequest,
  heartbeatRequest,
  idTokenRequest,
  otherCalls,
  type SandboxState,
  secretRotation,
  settingsChange,
  vendorName,
} from "../control-contract";
import type { JuniperControls } from "../juniper/controls";
import type { UbloxControls } from "../ublox/controls";
import { type Answer, emptyAnswer, jsonAnswer } from "./answer";
import type { SandboxClock } from "./clock";
import { ControlRefusal } from "./control-refusal";
import { type HttpServer, readBody, startHttpServer } from "./http-server";
import { sendAnswer } from "./send";
import type { SettingsStore } from "./settings";
import type { VendorServer } from "./vendor-server";

/** What the control server steers. */
export interface Controlled {
  readonly clock: SandboxClock;
  readonly settings: SettingsStore;
  readonly vendors: readonly VendorServer[];
  readonly devices: UbloxControls;
  readonly juniper: JuniperControls;
  /** The base address of a vendor's API, as a client is configured with it. */
  urlOf(vendor: VendorServer): string;
  reset(): void;
}

/** The control API is for the machine it runs on, whatever the vendors' servers listen to. */
const LOOPBACK = "127.0.0.1";
/** Room for ten thousand UIDs. */
const MAX_BODY_BYTES = 256 * 1024;
const SHOWN_CALLS = 200;

interface ControlCall {
  readonly query: URLSearchParams;
  /** Parses the JSON body against a schema. */
  read<Schema extends z.ZodType>(schema: Schema): z.output<Schema>;
}

type Handler = (controlled: Controlled, call: ControlCall) => Answer | Promise<Answer>;

const handlers: Readonly<Record<string, Handler>> = {
  "GET /state": (controlled) => jsonAnswer(200, stateOf(controlled)),
  "GET /calls": (controlled, { query }) => jsonAnswer(200, { calls: lastCalls(chosen(controlled, query)) }),
  "POST /faults"(controlled, { read }) {
    const { vendor: name, ...fault } = read(faultRequest);
    controlled.vendors.find(({ vendor }) => vendor === name)?.setFault(fault);
    return jsonAnswer(200, faultsOf(controlled));
  },
  "DELETE /faults"(controlled, { query }) {
    for (const vendor of chosen(controlled, query)) vendor.clearFaults();
    return jsonAnswer(200, faultsOf(controlled));
  },
  "POST /clock"(controlled, { read }) {
    controlled.clock.advance(read(clockAdvance).advanceMs);
    return jsonAnswer(200, clockOf(controlled));
  },
  "POST /heartbeats": ({ devices }, { read }) =>
    jsonAnswer(200, { devices: devices.heartbeat(read(heartbeatRequest)) }),
  "POST /bootstraps": ({ devices }, { read }) =>
    jsonAnswer(200, { rotPublicUid: devices.bootstrap(read(bootstrapRequest)) }),
  "POST /device-errors"({ devices }, { read }) {
    devices.deviceError(read(deviceErrorRequest));
    return emptyAnswer(204);
  },
  "POST /clones"({ devices }, { read }) {
    devices.clone(read(cloneRequest));
    return emptyAnswer(204);
  },
  "POST /juniper/secrets": ({ juniper }, { read }) =>
    jsonAnswer(200, { clientSecret: juniper.rotateSecret(read(secretRotation)) }),
  "POST /juniper/calls"({ juniper }, { read }) {
    juniper.callsByOthers(read(otherCalls));
    return jsonAnswer(200, juniper.report());
  },
  "POST /juniper/id-tokens": async ({ juniper }, { read }) =>
    jsonAnswer(200, { idToken: await juniper.issueIdToken(read(idTokenRequest)) }),
  "POST /juniper/client-certificates": async ({ juniper }, { read }) =>
    jsonAnswer(200, await juniper.issueClientCertificate(read(clientCertificateRequest))),
  "POST /settings"(controlled, { read }) {
    controlled.settings.change(read(settingsChange));
    return jsonAnswer(200, controlled.settings.current());
  },
  "POST /reset"(controlled) {
    controlled.reset();
    return emptyAnswer(204);
  },
};

/** Starts the address at which people and tests steer the sandbox. */
export function startControlServer(controlled: Controlled, port: number): Promise<HttpServer> {
  return startHttpServer({
    port,
    host: LOOPBACK,
    handle: async (request, response) => {
      const answer = await answerControl(controlled, request).catch((error: unknown) => {
        if (error instanceof ControlRefusal) return jsonAnswer(error.status, { error: error.message });
        throw error;
      });
      await finish(response, answer, controlled.clock);
    },
  });
}

async function answerControl(controlled: Controlled, request: IncomingMessage): Promise<Answer> {
  refuseForeignPages(request);
  const url = new URL(`http://control.invalid${request.url ?? "/"}`);
  const handler = handlers[`${request.method} ${url.pathname}`];
  if (!handler) throw new ControlRefusal(404, `No such control call: ${request.method} ${url.pathname}`);
  const body = await readBody(request, MAX_BODY_BYTES);
  if (body === null) throw new ControlRefusal(413, "The body is larger than 256 KiB");
  return await handler(controlled, { query: url.searchParams, read: (schema) => parse(schema, body) });
}

/** A page in somebody's browser must not reach in, neither across origins nor through a DNS name of its own. */
function refuseForeignPages({ headers }: IncomingMessage): void {
  const hosts = [`http://${headers.host}`, headers.origin].filter((value) => value !== undefined);
  for (const host of hosts) {
    if (!URL.canParse(host) || !["127.0.0.1", "localhost", "[::1]"].includes(new URL(host).hostname)) {
      throw new ControlRefusal(403, "The control address answers this machine only");
    }
  }
}

function parse<Schema extends z.ZodType>(schema: Schema, body: Buffer): z.output<Schema> {
  let value: unknown;
  try {
    value = JSON.parse(body.toString("utf8"));
  } catch {
    throw new ControlRefusal(400, "The body is not JSON");
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new ControlRefusal(400, z.prettifyError(parsed.error));
}

function chosen({ vendors }: Controlled, query: URLSearchParams): readonly VendorServer[] {
  if (!query.has("vendor")) return vendors;
  const name = vendorName.safeParse(query.get("vendor"));
  if (!name.success) throw new ControlRefusal(400, `vendor must be one of: ${vendorName.options.join(", ")}`);
  return vendors.filter(({ vendor }) => vendor === name.data);
}

function stateOf(controlled: Controlled): SandboxState {
  const states = controlled.vendors.map((vendor) => [
    vendor.vendor,
    {
      url: controlled.urlOf(vendor),
      faults: vendor.faults(),
      callCount: vendor.callCount(),
      recordCounts: vendor.recordCounts(),
    },
  ]);
  return {
    clock: clockOf(controlled),
    settings: controlled.settings.current(),
    vendors: Object.fromEntries(states),
    hooks: controlled.devices.hooks(),
    juniper: controlled.juniper.report(),
    calls: lastCalls(controlled.vendors),
  };
}

function clockOf({ clock }: Controlled): SandboxState["clock"] {
  return { now: clock.now().toISOString(), offsetMs: clock.offsetMs() };
}

function faultsOf({ vendors }: Controlled) {
  return { faults: vendors.flatMap((vendor) => vendor.faults()) };
}

/** Newest first. */
function lastCalls(vendors: readonly VendorServer[]): CallRecord[] {
  return vendors
    .flatMap((vendor) => vendor.calls().slice(-SHOWN_CALLS))
    .toSorted((left, right) => right.time.localeCompare(left.time) || right.id - left.id)
    .slice(0, SHOWN_CALLS);
}

function finish(response: ServerResponse, answer: Answer, clock: SandboxClock): Promise<void> {
  response.setHeader("cache-control", "no-store");
  return sendAnswer(response, answer, clock);
}

import { issuePermit } from "../issue-permit";
import type { VendorLimits } from "../limits";
import { onOutcome, type VendorOutcome } from "../outcome";
import type { Permit, Reading } from "../permit";
import { type VendorConfig, VendorHttp } from "../request";
import { VendorError } from "../vendor-error";

export const reading: Reading = { requestId: "req_test" };

export function permit(): Permit {
  return issuePermit({ requestId: "req_test", auditId: "aud_test" });
}

/** Short pauses; the deadlines are long enough for a busy machine, and shortened where a test waits for one. */
export const quickLimits: Partial<VendorLimits> = {
  connectTimeoutMs: 5_000,
  readDeadlineMs: 4_000,
  writeDeadlineMs: 4_000,
  signInDeadlineMs: 4_000,
  streamHeadersMs: 4_000,
  repeatPauseMs: 2,
};

/** A deadline to wait for in a test: time enough to send, not to be patient. */
export const shortMs = 200;

const clients = new Set<{ close(): Promise<void> }>();

/** Notes a client for closing after the test. */
export function closing<Client extends { close(): Promise<void> }>(client: Client): Client {
  clients.add(client);
  return client;
}

/** A bare client without tokens; `limits` are added to the quick ones. */
export function bareClient(origin: string, config: Partial<VendorConfig> = {}): VendorHttp {
  const { limits, ...rest } = config;
  return closing(
    new VendorHttp({
      vendor: "ublox",
      baseUrl: origin,
      classify: () => undefined,
      secrets: [],
      ...rest,
      limits: { ...quickLimits, ...limits },
    }),
  );
}

/** Closes every client a test has made; for afterEach, before the servers. */
export async function closeClients(): Promise<void> {
  await Promise.all([...clients].map((client) => client.close()));
  clients.clear();
}

/** The VendorError a promise ends with; a success or any other error fails the test. */
export async function failureOf(promise: Promise<unknown>): Promise<VendorError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof VendorError) return error;
    throw error;
  }
  throw new Error("the call should have failed");
}

/** Collects outcomes until `stop` is called. */
export function outcomes(): { seen: VendorOutcome[]; stop(): void } {
  const seen: VendorOutcome[] = [];
  return { seen, stop: onOutcome((outcome) => seen.push(outcome)) };
}

import { focusManager, type Query, type QueryClient, type QueryKey } from "@tanstack/react-query";
import { batches } from "@/lib/contract/batches";
import { deviceCertificates } from "@/lib/contract/device-certificates";
import { deviceEvents } from "@/lib/contract/device-events";
import { devices } from "@/lib/contract/devices";
import { entitlements } from "@/lib/contract/entitlements";
import { findings } from "@/lib/contract/findings";
import { jobs } from "@/lib/contract/jobs";
import { juniperAccess } from "@/lib/contract/juniper-access";
import { licenses } from "@/lib/contract/licenses";
import { notices } from "@/lib/contract/notices";
import type { AnyRead } from "@/lib/contract/operation";
import { provisioning } from "@/lib/contract/provisioning";
import { rootCas } from "@/lib/contract/root-cas";
import { vendorHooks } from "@/lib/contract/vendor-hooks";
import { vouchers } from "@/lib/contract/vouchers";
import type { LiveMessage } from "./events-stream";
import { isPaused } from "./paused";

/** A query is asked again at most this often, however many events are about it. */
const queryEveryMs = 1_000;

interface About {
  /** The parameter that names what the event is about; none where a question is about all of its kind. */
  param?: string;
  /** What the question calls it, where that is another name. */
  askedAs?: string;
  reads: readonly AnyRead[];
}

/** Which questions an event is about. */
const about: Record<Exclude<LiveMessage["type"], "resync">, readonly About[]> = {
  job: [{ reads: [jobs.list] }, { param: "jobId", reads: [jobs.get, jobs.rows] }],
  batch: [{ reads: [batches.list, batches.attention] }, { param: "batchId", reads: [batches.get] }],
  deviceEvent: [
    { param: "rotPublicUid", reads: [deviceCertificates.get] },
    { param: "rotPublicUid", askedAs: "deviceId", reads: [devices.get, deviceEvents.activity] },
    { reads: [deviceEvents.list, devices.list, deviceCertificates.list, provisioning.get, rootCas.devices] },
    { reads: [vendorHooks.receivers] },
  ],
  findings: [{ reads: [findings.list, findings.get] }],
  licenses: [
    { reads: [entitlements.list, entitlements.get, vouchers.list, vouchers.get, juniperAccess.budget] },
    { reads: Object.values(licenses).filter((operation) => operation.kind === "read") },
  ],
  notice: [{ reads: [notices.list] }],
};

/** Whether what a query shows may have changed. */
export function concerns(message: LiveMessage, [operationId, params]: QueryKey): boolean {
  const kinds = message.type === "resync" ? Object.values(about).flat() : about[message.type];
  return kinds.some(({ param, askedAs = param, reads }) => {
    if (!reads.some((read) => read.operationId === operationId)) return false;
    if (message.type === "resync" || param === undefined || askedAs === undefined) return true;
    return paramOf(message, param) === paramOf(params, askedAs);
  });
}

function paramOf(members: unknown, name: string): string | undefined {
  if (typeof members !== "object" || members === null) return undefined;
  const found = Object.entries(members).find(([key]) => key === name);
  return found === undefined ? undefined : String(found[1]);
}

/** What is shown in the title of a tab that nobody looks at is asked there too; it is small, and seldom. */
function isForHiddenTabs({ queryKey: [operationId] }: Query): boolean {
  return operationId === notices.list.operationId;
}

/**
 * Has what is shown asked for again when an event is about it. Each query by itself: at once, then at most once a
 * second, and always once more after the last event. A question under way is never broken off for another, or a vendor
 * slower than the events would never be heard; it is asked again when it has come to its end.
 */
export function refreshOnEvents(client: QueryClient): (message: LiveMessage) => void {
  /** Queries that were asked a moment ago; true when they are to be asked again. */
  const resting = new Map<string, boolean>();

  const refresh = async (query: Query): Promise<void> => {
    do {
      // An answer under way may be older than the event.
      resting.set(query.queryHash, query.state.fetchStatus === "fetching");
      const hidden = !focusManager.isFocused() && !isForHiddenTabs(query);
      await Promise.all([
        client.invalidateQueries(
          // In a hidden tab, and on a paused page, it is only marked: it is asked for when somebody looks.
          {
            queryKey: query.queryKey,
            exact: true,
            refetchType: hidden || isPaused(query) ? "none" : "active",
          },
          { cancelRefetch: false },
        ),
        new Promise((resolve) => setTimeout(resolve, queryEveryMs)),
      ]);
    } while (resting.get(query.queryHash));
    resting.delete(query.queryHash);
  };

  return (message) => {
    const concerned = client
      .getQueryCache()
      .findAll({ predicate: ({ queryKey }) => concerns(message, queryKey) });
    for (const query of concerned) {
      if (resting.has(query.queryHash)) resting.set(query.queryHash, true);
      else void refresh(query);
    }
  };
}

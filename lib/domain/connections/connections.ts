import "server-only";
import type { z } from "zod";
import type { Connection, connectionTest, VendorName } from "@/lib/contract/connections";
import { vendorNames } from "@/lib/contract/connections";
import { vendorLabels } from "@/lib/contract/vendor-labels";
import { type HealthRow, keepApiVersion, readHealth } from "@/lib/domain/connection-health/connection-health";
import { env } from "@/lib/env";
import type { Note } from "@/lib/operations/perform";
import type { Permit, Reading } from "@/lib/vendors/http/permit";
import type { VendorHttp } from "@/lib/vendors/http/request";
import { VendorError } from "@/lib/vendors/http/vendor-error";
import { juniper } from "@/lib/vendors/juniper/client";
import { missingJuniperVariables } from "@/lib/vendors/juniper/config";
import { listEntitlements } from "@/lib/vendors/juniper/entitlements";
import { sectigo } from "@/lib/vendors/sectigo/client";
import { missingSectigoVariables } from "@/lib/vendors/sectigo/config";
import { listCertificateProfiles } from "@/lib/vendors/sectigo/profiles";
import { readApiVersion } from "@/lib/vendors/ublox/api-version";
import { ublox } from "@/lib/vendors/ublox/client";
import { missingUbloxVariables } from "@/lib/vendors/ublox/config";

interface Vendor {
  missing(): string[];
  client(): VendorHttp;
  /** One call that changes nothing. @returns the API's version where the vendor tells it */
  probe(asked: Reading): Promise<{ found: string; apiVersion: string | null }>;
}

const vendors: Record<VendorName, Vendor> = {
  ublox: {
    missing: missingUbloxVariables,
    client: ublox,
    async probe(asked) {
      const apiVersion = await readApiVersion(asked, ublox());
      return { found: `It answers and says its version is ${apiVersion}.`, apiVersion };
    },
  },
  sectigo: {
    missing: missingSectigoVariables,
    client: sectigo,
    async probe(asked) {
      const { items } = await listCertificateProfiles(asked, sectigo());
      return { found: `It answers and offers ${items.length} certificate profiles.`, apiVersion: null };
    },
  },
  juniper: {
    missing: missingJuniperVariables,
    client: juniper,
    async probe(asked) {
      // A token alone would not show that the accounts, the user and the group are known. It costs one call of the hour.
      const { items, totalCount } = await listEntitlements(asked, juniper(), { pageSize: 1 });
      const count = totalCount ?? items.length;
      return {
        found: `It answers and lists ${count.toLocaleString("en-US")} entitlements.`,
        apiVersion: null,
      };
    },
  },
};

/** Every vendor there is, connected or not, with how it was at its last use. Calls no vendor. */
export async function listConnections(): Promise<Connection[]> {
  const health = await readHealth();
  return vendorNames.map((vendor) => describe(vendor, health.get(vendor)));
}

function describe(vendor: VendorName, health: HealthRow | undefined): Connection {
  const missing = vendors[vendor].missing();
  const client = missing.length === 0 ? vendors[vendor].client() : undefined;
  const age = client?.tokenAge;
  return {
    vendor,
    name: vendorLabels[vendor],
    state: client === undefined ? "not_connected" : stateOf(health),
    environment: env().SANDBOX ? "sandbox" : "production",
    host: client?.host ?? null,
    missing,
    lastSuccessAt: health?.lastSuccessAt?.toISOString() ?? null,
    lastError: lastErrorOf(health),
    token:
      age === undefined
        ? null
        : { issuedAt: age.issuedAt.toISOString(), expiresAt: age.expiresAt.toISOString() },
    apiVersion: health?.apiVersion ?? null,
  };
}

function stateOf(health: HealthRow | undefined): Connection["state"] {
  const success = health?.lastSuccessAt?.getTime() ?? 0;
  const failure = health?.lastErrorAt?.getTime() ?? 0;
  if (success === 0 && failure === 0) return "untested";
  return success >= failure ? "working" : "failing";
}

function lastErrorOf(health: HealthRow | undefined): Connection["lastError"] {
  if (!health?.lastErrorAt) return null;
  return {
    at: health.lastErrorAt.toISOString(),
    words: health.lastErrorWords ?? "",
    code: health.lastErrorCode ?? "unknown",
  };
}

/** Makes one harmless call and says in words what came back. A vendor in trouble is a result here, not an error. */
export async function testConnection(
  permit: Permit,
  vendor: VendorName,
  note: Note,
): Promise<z.output<typeof connectionTest>> {
  const startedAt = performance.now();
  const durationMs = () => Math.round(performance.now() - startedAt);
  try {
    const { found, apiVersion } = await vendors[vendor].probe({
      requestId: permit.requestId,
      askedBy: permit.askedBy,
    });
    if (apiVersion !== null) await keepApiVersion(vendor, apiVersion);
    note({ working: true });
    return { working: true, durationMs: durationMs(), words: found, apiVersion };
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    note({ working: false, code: error.kind });
    return { working: false, durationMs: durationMs(), words: wordsOf(error), apiVersion: null };
  }
}

function wordsOf({ kind, status, detail, vendor }: VendorError): string {
  if (kind === "not_connected") return `It is not connected: set ${vendors[vendor].missing().join(", ")}.`;
  if (kind === "denied") return "It refused our credentials. Check the key and its secret.";
  // Kept back by ourselves: it shows nothing about the connection.
  if (kind === "busy" && status === undefined) return `It was not asked: ${detail ?? "it wants a rest"}.`;
  const answered =
    status === undefined ? "It did not answer as it should" : `It answered with status ${status}`;
  return detail === undefined ? `${answered}.` : `${answered}: ${detail}.`;
}

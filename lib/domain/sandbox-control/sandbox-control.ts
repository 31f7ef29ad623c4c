import "server-only";
import type { z } from "zod";
import { Refusal } from "@/lib/contract/problem";
import { env } from "@/lib/env";
import {
  type BootstrapRequest,
  bootstrapAnswer,
  type ClientCertificate,
  type ClientCertificateRequest,
  clientCertificateAnswer,
  clockAnswer,
  type FaultRequest,
  faultsAnswer,
  type HeartbeatRequest,
  heartbeatAnswer,
  type IdTokenRequest,
  idTokenAnswer,
  type JuniperReport,
  juniperReport,
  type OtherCalls,
  type SandboxSettings,
  type SecretRotation,
  type SettingsChange,
  sandboxSettings,
  secretAnswer,
  stateAnswer,
} from "@/lib/sandbox/control-contract";
import type { Permit } from "@/lib/vendors/http/permit";

type Clock = z.output<typeof clockAnswer>;

/** The sandbox's state. @throws Refusal `not_found` where there is no sandbox */
export async function readSandbox(signal?: AbortSignal): Promise<z.output<typeof stateAnswer>> {
  return stateAnswer.parse(await ask("GET", "/state", undefined, signal));
}

export async function setFault(_permit: Permit, fault: FaultRequest): Promise<z.output<typeof faultsAnswer>> {
  return faultsAnswer.parse(await ask("POST", "/faults", fault));
}

export async function clearFaults(_permit: Permit): Promise<void> {
  await ask("DELETE", "/faults");
}

/** @param advanceMs milliseconds; the clock only goes forward */
export async function advanceClock(_permit: Permit, advanceMs: number): Promise<Clock> {
  return clockAnswer.parse(await ask("POST", "/clock", { advanceMs }));
}

export async function changeSettings(_permit: Permit, change: SettingsChange): Promise<SandboxSettings> {
  return sandboxSettings.parse(await ask("POST", "/settings", change));
}

/** Has devices get in contact now. @throws Refusal `invalid_input` for a device or tag that does not exist */
export async function heartbeat(
  _permit: Permit,
  request: HeartbeatRequest,
): Promise<z.output<typeof heartbeatAnswer>> {
  return heartbeatAnswer.parse(await ask("POST", "/heartbeats", request));
}

/** A new device gets in contact. @throws Refusal `invalid_input` when it has before, or cannot be sealed so */
export async function bootstrap(
  _permit: Permit,
  request: BootstrapRequest,
): Promise<z.output<typeof bootstrapAnswer>> {
  return bootstrapAnswer.parse(await ask("POST", "/bootstraps", request));
}

/** Juniper hands out another client secret; the ones before are taken for `overlapMs` yet. */
export async function rotateJuniperSecret(
  _permit: Permit,
  request: SecretRotation,
): Promise<z.output<typeof secretAnswer>> {
  return secretAnswer.parse(await ask("POST", "/juniper/secrets", request));
}

/** Somebody else makes calls with the same credentials, which count in the same hour. */
export async function countOtherCalls(_permit: Permit, request: OtherCalls): Promise<JuniperReport> {
  return juniperReport.parse(await ask("POST", "/juniper/calls", request));
}

export async function issueIdToken(
  _permit: Permit,
  request: IdTokenRequest,
): Promise<z.output<typeof idTokenAnswer>> {
  return idTokenAnswer.parse(await ask("POST", "/juniper/id-tokens", request));
}

/** The first one opens Juniper's port for mutual TLS. */
export async function issueClientCertificate(
  _permit: Permit,
  request: ClientCertificateRequest,
): Promise<ClientCertificate> {
  return clientCertificateAnswer.parse(await ask("POST", "/juniper/client-certificates", request));
}

export async function resetSandbox(_permit: Permit): Promise<void> {
  await ask("POST", "/reset");
}

async function ask(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<unknown> {
  const { SANDBOX_CONTROL_URL } = env();
  if (SANDBOX_CONTROL_URL === undefined) {
    throw new Refusal("not_found", {
      detail: "This console runs without a sandbox.",
      next: "Start it with npm run demo, or set SANDBOX=on.",
    });
  }
  const response = await fetch(SANDBOX_CONTROL_URL + path, {
    method,
    signal: signal ?? null,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
  });
  const text = await response.text();
  if (!response.ok) {
    throw new Refusal("invalid_input", {
      detail: `The sandbox refused: ${text.slice(0, 300)}`,
      next: "Correct it and try again.",
    });
  }
  return text === "" ? undefined : JSON.parse(text);
}

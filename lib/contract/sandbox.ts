import type { z } from "zod";
import {
  type activeFault,
  bootstrapAnswer,
  bootstrapRequest,
  clockAdvance,
  clockAnswer,
  faultRequest,
  faultsAnswer,
  heartbeatAnswer,
  heartbeatRequest,
  sandboxSettings,
  settingsChange,
  stateAnswer,
} from "@/lib/sandbox/control-contract";
import { done, read, write } from "./operation";

export {
  faultDescriptions,
  faultKind,
  vendorName as simulatedVendor,
} from "@/lib/sandbox/control-contract";

export type SandboxState = z.output<typeof stateAnswer>;
export type ActiveFault = z.output<typeof activeFault>;

const subject = { type: "sandbox", id: "sandbox" };

/** The simulated vendors' controls. They exist where the console runs with its sandbox, and nowhere else. */
export const sandbox = {
  get: read({
    operationId: "sandbox.get",
    method: "GET",
    path: "/sandbox",
    summary: "Read the sandbox's clock, faults and latest calls",
    permission: "sandbox:write",
    response: stateAnswer,
  }),
  setFault: write({
    operationId: "sandbox.setFault",
    method: "POST",
    path: "/sandbox/faults",
    summary: "Have a simulated vendor misbehave",
    permission: "sandbox:write",
    body: faultRequest,
    response: faultsAnswer,
    audit: {
      place: "vendor",
      subject: ({ body }) => ({ type: "sandbox", id: `${body.vendor} ${body.fault}` }),
    },
  }),
  clearFaults: write({
    operationId: "sandbox.clearFaults",
    method: "DELETE",
    path: "/sandbox/faults",
    summary: "Have all simulated vendors behave again",
    permission: "sandbox:write",
    response: done,
    audit: { place: "vendor", subject: () => subject },
  }),
  advanceClock: write({
    operationId: "sandbox.advanceClock",
    method: "POST",
    path: "/sandbox/clock",
    summary: "Move the sandbox's clock forward",
    permission: "sandbox:write",
    body: clockAdvance,
    response: clockAnswer,
    audit: { place: "vendor", subject: () => subject, fields: () => ["clock"] },
  }),
  changeSettings: write({
    operationId: "sandbox.changeSettings",
    method: "PUT",
    path: "/sandbox/settings",
    summary: "Change how the simulated vendors work",
    permission: "sandbox:write",
    body: settingsChange,
    response: sandboxSettings,
    audit: {
      place: "vendor",
      subject: () => subject,
      fields: ({ body }) => Object.values(body).flatMap((changed) => Object.keys(changed ?? {})),
    },
  }),
  heartbeat: write({
    operationId: "sandbox.heartbeat",
    method: "POST",
    path: "/sandbox/heartbeats",
    summary: "Have simulated devices get in contact with the vendor now",
    permission: "sandbox:write",
    body: heartbeatRequest,
    response: heartbeatAnswer,
    audit: { place: "vendor", subject: () => subject },
  }),
  bootstrap: write({
    operationId: "sandbox.bootstrap",
    method: "POST",
    path: "/sandbox/bootstraps",
    summary: "Have a new simulated device get in contact for the first time",
    permission: "sandbox:write",
    body: bootstrapRequest,
    response: bootstrapAnswer,
    audit: { place: "vendor", subject: () => subject },
  }),
  reset: write({
    operationId: "sandbox.reset",
    method: "POST",
    path: "/sandbox/reset",
    summary: "Take the sandbox back to its first data and to real time",
    permission: "sandbox:write",
    response: done,
    audit: { place: "vendor", subject: () => subject },
  }),
};

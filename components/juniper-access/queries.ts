"use client";

import { type ReadResult, useRead, useWrite } from "@/lib/browser/queries";
import { useReveal } from "@/lib/browser/reveal";
import { type Connection, connections } from "@/lib/contract/connections";
import {
  type CallBudget,
  type CredentialTrial,
  type JuniperCredentials,
  type JuniperSettings,
  juniperAccess,
  type Onboarding,
} from "@/lib/contract/juniper-access";

const minuteMs = 60_000;

/** Every vendor's connection, of which one is this. */
export const useConnections = (pollEveryMs: number | false): ReadResult<{ items: Connection[] }> =>
  useRead(connections.list, {}, { pollEveryMs: () => pollEveryMs });

/** Costs no call of Juniper's: the budget is our own records. */
export const useCallBudget = (pollEveryMs: number | false, enabled: boolean): ReadResult<CallBudget> =>
  useRead(juniperAccess.budget, {}, { enabled, pollEveryMs: () => pollEveryMs });

export const useCredentials = (enabled: boolean): ReadResult<JuniperCredentials> =>
  useRead(juniperAccess.credentials, {}, { enabled, pollEveryMs: () => minuteMs });

export const useSettings = (): ReadResult<JuniperSettings> => useRead(juniperAccess.settings);

export const useOnboarding = (): ReadResult<Onboarding> => useRead(juniperAccess.onboarding);

/** What a change of credentials may have changed on these pages. */
const aboutCredentials = [juniperAccess.credentials, juniperAccess.budget, connections.list];

/**
 * Has new credentials tried. They go out as a secret that is revealed comes in: neither they nor the answer stay with
 * what the browser remembers of its questions.
 */
export const useRotate = (onTried: (trial: CredentialTrial) => void) =>
  useReveal(juniperAccess.rotate, { onRevealed: onTried, invalidates: aboutCredentials });

export const useTryCredential = () =>
  useWrite(juniperAccess.tryCredential, { invalidates: aboutCredentials });

export const useDiscardCredential = () =>
  useWrite(juniperAccess.discardCredential, { invalidates: aboutCredentials });

export const useNoteCredential = () =>
  useWrite(juniperAccess.noteCredential, { invalidates: aboutCredentials });

export const useUpdateOnboarding = () =>
  useWrite(juniperAccess.updateOnboarding, { invalidates: [juniperAccess.onboarding] });

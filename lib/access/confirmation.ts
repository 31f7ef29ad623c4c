import { Refusal } from "@/lib/contract/problem";
import type { Session } from "./sessions";

/** So long it is taken for sure that it is still the same person. */
const confirmedForMs = 5 * 60_000;

/** The moment that stands where it was never sure: the identity provider did not say when the person signed in there. */
export const neverConfirmed = new Date(0);

/** Whether it was sure within the last five minutes that it is this person. */
export function isConfirmed({ confirmedAt }: Pick<Session, "confirmedAt">, nowMs = Date.now()): boolean {
  return nowMs - confirmedAt.getTime() < confirmedForMs;
}

/** The refusal of what is only for people who have just shown who they are. */
export function confirmationNeeded(): Refusal {
  return new Refusal("confirmation_needed", {
    detail: "This needs a sign-in of the last five minutes, or a confirmation since.",
    next: "Confirm that it is you, then do it again. Nothing was sent.",
  });
}

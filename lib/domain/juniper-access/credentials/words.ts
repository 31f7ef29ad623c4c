import type { VendorError } from "@/lib/vendors/http/vendor-error";
import type { StoredKind } from "./environment";
import { daysUntil, type Term } from "./terms";

// What people are told about credentials.

export const nounOf = (kind: string) =>
  kind === "client_certificate" ? "client certificate" : "client secret";

export const dayWords = (at: Date) =>
  at.toLocaleDateString("en-US", { dateStyle: "medium", timeZone: "UTC" });

const momentWords = (at: Date) =>
  `${at.toLocaleString("en-US", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" })} UTC`;

/** That an end comes near, or has come; undefined while nothing is due. */
export function termWords(
  kind: string,
  { dueAt, endsAt }: Term,
  now: Date,
): { title: string; words: string; isOver: boolean } | undefined {
  if (now < dueAt) return undefined;
  const noun = nounOf(kind);
  const isOver = now >= endsAt;
  const end = dayWords(endsAt);
  const days = daysUntil(endsAt, now);
  const left = days === 0 ? "less than a day is left" : `${days} ${days === 1 ? "day is" : "days are"} left`;
  if (kind === "client_certificate") {
    return {
      isOver,
      title: isOver
        ? "Juniper's client certificate has expired"
        : "Juniper's client certificate is to be replaced",
      words: isOver
        ? `The ${noun} for Juniper expired on ${end}. Give Juniper a new one and rotate to it.`
        : `The ${noun} for Juniper expires on ${end}: ${left}. Give Juniper its successor, then rotate to it.`,
    };
  }
  return {
    isOver,
    title: isOver
      ? "The year of Juniper's client secret is over"
      : "Juniper's client secret is to be rotated",
    words: isOver
      ? `The year of the ${noun} for Juniper was over on ${end}; Juniper may refuse it at any time. Rotate to the new one.`
      : `The year of the ${noun} for Juniper is over on ${end}: ${left}. Juniper mails the new one to the address that was named at onboarding.`,
  };
}

export const acceptedWords =
  "Juniper accepted it, and it is in use now. The one before is kept until a call with the new one has succeeded.";

/** Why credentials were not accepted, in the vendor's words where there are any. */
export function refusedWords({ vendorText, detail, status }: VendorError): string {
  const because = vendorText ?? detail ?? (status === undefined ? "it did not say why" : `status ${status}`);
  return `Juniper refused it: ${ended(because)} What is in use stays in use.`;
}

/** Why nobody knows whether credentials are accepted. */
export function unclearWords(kind: StoredKind, error: VendorError, now: Date): string {
  const { status, detail, vendorText, retryAfterMs } = error;
  const kept = "It is kept and not used: try it again, or discard it.";
  if (error.kind === "busy" && status === undefined) {
    const when =
      retryAfterMs === undefined
        ? ""
        : ` The next call may go on ${momentWords(new Date(now.getTime() + retryAfterMs))}.`;
    return `Nothing was sent: ${ended(detail ?? "Juniper is not asked at the moment")}${when} ${kept}`;
  }
  const because =
    vendorText ?? detail ?? (status === undefined ? "no answer came in time" : `status ${status}`);
  const hint =
    kind === "client_certificate" && error.kind === "connection_lost"
      ? " A gateway that does not know a certificate may break off like this too."
      : "";
  return `No clear answer came: ${ended(because)}${hint} ${kept}`;
}

export const discardedWords = (by: string) => `Discarded by ${by} before it was accepted.`;

export const insteadWords = (now: Date) =>
  `Juniper refused it on ${momentWords(now)}; the one before it was used instead.`;

export const replacedWords = (now: Date) =>
  `Juniper refused it on ${momentWords(now)}; the one in the environment is used instead.`;

export const replacedInEnvironmentWords = "Another one stands in the environment now.";

export const waitingInEnvironmentWords =
  "It stands in the environment and is tried when the one in use is refused.";

/** As a sentence. */
function ended(words: string): string {
  return /[.!?…]$/.test(words) ? words : `${words}.`;
}

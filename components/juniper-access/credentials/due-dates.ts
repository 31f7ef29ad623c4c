import type { StatusKind } from "@/components/ui/status-icon";
import type { Credential, JuniperCredentials } from "@/lib/contract/juniper-access";

export interface DueDate {
  id: "issued" | "due" | "ends";
  kind: StatusKind;
  title: string;
  /** ISO instant. */
  at: string;
}

/** The dates in the life of the credentials in use, in order; those that nobody knows are left out. */
export function dueDates(
  current: Pick<Credential, "kind" | "issuedAt">,
  { rotationDueAt, expiresAt }: Pick<JuniperCredentials, "rotationDueAt" | "expiresAt">,
  nowMs: number,
): DueDate[] {
  const isCertificate = current.kind === "client_certificate";
  const isPast = (at: string) => Date.parse(at) <= nowMs;
  const dates: (Omit<DueDate, "at"> & { at: string | null })[] = [
    { id: "issued", kind: "neutral", title: "Issued", at: current.issuedAt },
    {
      id: "due",
      kind: rotationDueAt !== null && isPast(rotationDueAt) ? "attention" : "waiting",
      title: isCertificate ? "Time to replace it" : "Time to rotate it",
      at: rotationDueAt,
    },
    {
      id: "ends",
      kind: expiresAt !== null && isPast(expiresAt) ? "failed" : "neutral",
      title: isCertificate || current.kind === "id_token" ? "It expires" : "Its year is over",
      at: expiresAt,
    },
  ];
  return dates.flatMap(({ at, ...date }) => (at === null ? [] : [{ ...date, at }]));
}

/** When people are reminded, for each kind. */
export const reminderWords: Record<Credential["kind"], string> = {
  client_secret:
    "Whoever may change connections gets a notice 30 days before the year is over, again 14 and 3 days before, and when it is over. Juniper sends the new secret to the alias that was named at onboarding.",
  client_certificate:
    "Whoever may change connections gets a notice 60 days before it expires, again 30 and 7 days before, and when it has expired. Give Juniper the new certificate first, then replace it here.",
  id_token:
    "Your identity provider renews it, and the console reads its file again whenever it changes. There is nothing to rotate here; when the file holds no valid token any more, the overview says so.",
};

import type { SecretEnd } from "./secret-clock";

const reasons: Record<SecretEnd, string> = {
  time: "It was hidden after one minute.",
  hidden: "It was hidden.",
  unseen: "It was hidden because this tab was out of sight.",
};

/** What stands where a secret was. Nothing of it is left; `again` says what another look takes. */
export function SecretGone({ ended, again }: { ended: SecretEnd; again: string }) {
  return (
    <p role="status" className="text-13 text-muted">
      {reasons[ended]} Nothing of it was kept. {again}
    </p>
  );
}

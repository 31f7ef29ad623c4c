import { Notice } from "@/components/patterns/notice";
import type { CredentialTrial } from "@/lib/contract/juniper-access";
import { trialHeadline } from "./credential-words";

/** What came of a trial: Juniper's answer in our words, and what holds now. */
export function TrialResult({ trial }: { trial: CredentialTrial }) {
  const { kind, title } = trialHeadline(trial);
  return (
    <Notice kind={kind} title={title} alert>
      {trial.words}
    </Notice>
  );
}

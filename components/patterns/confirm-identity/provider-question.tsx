import { Spinner } from "@/components/ui/spinner";

/** What happens when the identity provider asks. */
export function ProviderQuestion({ signingIn }: { signingIn: boolean }) {
  return (
    <div className="flex flex-col gap-3 text-13">
      <p>
        Your organization's sign-in opens in a window of its own. Sign in there as the same person; this page
        stays as it is.
      </p>
      <div role="status" className="text-muted empty:hidden">
        {signingIn && <Spinner label="Waiting for you to sign in there" />}
      </div>
    </div>
  );
}

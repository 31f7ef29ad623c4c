import { Notice } from "@/components/patterns/notice";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/link";
import type { License } from "@/lib/contract/licenses";
import { licensePath } from "./paths";
import { doubtWords, foundKind, returnedWords } from "./words";

/** What is in doubt, why it is looked up first, and the button that does. */
export function InDoubtNotice({
  license,
  looking,
  onLookUp,
}: {
  license: Pick<License, "state">;
  looking: boolean;
  /** Absent where the role may not look it up. */
  onLookUp: (() => void) | undefined;
}) {
  const words = doubtWords(license);
  if (words === undefined) return null;
  return (
    <Notice
      kind="unknown"
      title={words.title}
      actions={
        onLookUp && (
          <Button size="small" loading={looking} onClick={onLookUp}>
            Look up
          </Button>
        )
      }
    >
      {words.detail}
    </Notice>
  );
}

/** What a look-up found. `link`: it is shown elsewhere than on the license's own page. */
export function FoundNotice({
  found,
  link = false,
}: {
  found: { license: License; words: string };
  link?: boolean;
}) {
  const { license, words } = found;
  return (
    <Notice
      kind={foundKind(license)}
      alert
      title={words}
      actions={
        link && (
          <ButtonLink size="small" href={licensePath(license.licenseId)}>
            Open license
          </ButtonLink>
        )
      }
    >
      {link && (
        <>
          Device <span className="font-mono">{license.serialNumber}</span>
        </>
      )}
    </Notice>
  );
}

/** What came of a release, and what is still to do where no console reaches. */
export function ReleasedNotice({ license }: { license: License }) {
  return (
    <Notice
      kind="ok"
      alert
      title={`License on ${license.serialNumber} was released. ${returnedWords(license)}`}
      actions={
        <ButtonLink size="small" href={licensePath(license.licenseId, "device")}>
          What is left to do
        </ButtonLink>
      }
    >
      Its key must be removed on the device too.
    </Notice>
  );
}

"use client";

import { problemOf } from "@/components/patterns/problem";
import { ProblemMessage } from "@/components/patterns/problem-message";
import { Spinner } from "@/components/ui/spinner";
import { FoundNotice, InDoubtNotice, ReleasedNotice } from "./notices";
import { ReleaseDialog } from "./release-dialog";
import { RevealKeyDialog } from "./reveal-key";
import type { LicenseActsControl } from "./use-license-acts";

interface Props {
  acts: LicenseActsControl;
  /** They are begun elsewhere than on the license's own page: what is told leads there. */
  link?: boolean;
}

/** What came of the last act. On its own page a license says by itself when it is in doubt. */
function ToldNotice({ acts, link }: Required<Props>) {
  const { told } = acts;
  switch (told?.of) {
    case "found":
      return <FoundNotice found={told} link={link} />;
    case "released":
      return <ReleasedNotice license={told.license} />;
    case "lost":
      return link ? (
        <InDoubtNotice
          license={{ state: "release_in_doubt" }}
          looking={acts.lookingUp}
          onLookUp={() => acts.begin("lookUp", told.license)}
        />
      ) : null;
    default:
      return null;
  }
}

/** What the acts on single licenses ask, and what came of them. */
export function LicenseActs({ acts, link = false }: Props) {
  const { download, lookUpError } = acts;
  return (
    <>
      {acts.lookingUp && link && <Spinner label="Looking it up" />}
      {lookUpError && <ProblemMessage problem={problemOf(lookUpError)} />}
      {download.problem && <ProblemMessage problem={download.problem} />}
      <ToldNotice acts={acts} link={link} />
      <RevealKeyDialog license={acts.askedFor("reveal")} onClose={acts.close} />
      <ReleaseDialog
        license={acts.askedFor("release")}
        onClose={acts.close}
        onReleased={(license, of) => acts.tell({ of, license })}
      />
    </>
  );
}

"use client";

import { ZeroResults } from "@/components/patterns/states";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/link";
import { batchPath } from "./columns";

interface Props {
  filters: { number: string | null };
  profile: string | undefined;
  onClear: () => void;
}

/** No batch of this profile fits. A number is one of all profiles, so that it can be tried at once. */
export function NothingFound({ filters: { number }, profile, onClear }: Props) {
  return (
    <ZeroResults
      noun="batches"
      filter={
        number === null
          ? `No batch of ${profile ?? "this certificate profile"} fits all the filters that are set.`
          : `${profile ?? "This certificate profile"} has no batch ${number} that fits. It may belong to another certificate profile.`
      }
      clear={
        <>
          {number !== null && <ButtonLink href={batchPath(Number(number))}>Open batch {number}</ButtonLink>}
          <Button onClick={onClear}>Clear filters</Button>
        </>
      }
    />
  );
}

"use client";

import Download from "lucide-react/icons/download";
import RefreshCw from "lucide-react/icons/refresh-cw";
import { readFailure, StaleNotice } from "@/components/patterns/answer";
import { Dossier } from "@/components/patterns/dossier";
import { Section } from "@/components/patterns/section";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/link";
import { Skeleton } from "@/components/ui/skeleton";
import { useRevocationList } from "../queries";
import { ListDifference } from "./list-difference";
import { ListFacts } from "./list-facts";
import { ListHistory, listAddress } from "./list-history";
import { RevokedTable } from "./revoked-table";
import { useShownRootCa } from "./root-ca-context";

/** The list of revoked certificates: what it says, whether it can be relied on, and those fetched before. */
export function RootCaRevocationList() {
  const { caName } = useShownRootCa();
  const read = useRevocationList(caName);
  const list = read.isPlaceholderData ? undefined : read.data?.value;
  const failure = readFailure(read, "Lists that were fetched before are kept here, below.");
  return (
    <>
      <StaleNotice read={read} vendor="u-blox" what="this revocation list" />
      {failure}
      {!failure && (
        <>
          <Dossier
            facts={
              <Section
                title="Revocation list"
                description="What servers check before they trust a device."
                actions={
                  list && (
                    <>
                      <Button
                        loading={read.isFetching}
                        icon={<RefreshCw aria-hidden className="size-4" />}
                        onClick={() => void read.refetch()}
                      >
                        Fetch now
                      </Button>
                      <ButtonLink
                        href={listAddress(caName, list.revocationListId)}
                        download
                        icon={<Download aria-hidden className="size-4" />}
                      >
                        Download list
                      </ButtonLink>
                    </>
                  )
                }
              >
                {list === undefined ? <Skeleton className="h-48 w-full" /> : <ListFacts list={list} />}
              </Section>
            }
            life={list && <ListDifference difference={list.difference} />}
          />
          <RevokedTable revoked={list?.revoked} />
        </>
      )}
      <ListHistory caName={caName} newestAt={list?.lastFetchedAt} />
    </>
  );
}

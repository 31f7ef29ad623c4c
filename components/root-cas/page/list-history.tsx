"use client";

import { useEffect, useState } from "react";
import { readFailure } from "@/components/patterns/answer";
import { dataTableColumns } from "@/components/patterns/data-table/columns";
import { DataTable } from "@/components/patterns/data-table/data-table";
import { vendorPaging } from "@/components/patterns/data-table/vendor-paging";
import { Section } from "@/components/patterns/section";
import { EmptyState } from "@/components/patterns/states";
import { ExactTime, RelativeTime } from "@/components/patterns/time/timestamp";
import { MenuLink } from "@/components/ui/menu-items";
import { addressOf } from "@/lib/browser/call";
import { type KeptRevocationList, rootCas } from "@/lib/contract/root-cas";
import { useRevocationListHistory } from "../queries";
import { SignatureState } from "./list-facts";

/** The address of a list as a file. */
export const listAddress = (caName: string, revocationListId: string, form?: "delivered") =>
  addressOf(rootCas.crlFile, { params: { caName, revocationListId }, query: { form } });

/** "+2 −1", for who reads and for who listens. */
function Change({ difference }: Pick<KeptRevocationList, "difference">) {
  if (difference === null) return <span className="text-muted">first</span>;
  const [added, gone] = [difference.added.length, difference.gone.length];
  if (added + gone === 0) return <span className="text-muted">none</span>;
  return (
    <span className="tabular">
      {added > 0 && `${added.toLocaleString("en-US")} new`}
      {added > 0 && gone > 0 && ", "}
      {gone > 0 && `${gone.toLocaleString("en-US")} gone`}
    </span>
  );
}

const column = dataTableColumns<KeptRevocationList>();

const columns = column.columns([
  column.accessor("firstFetchedAt", {
    header: "First fetched",
    cell: ({ getValue }) => <ExactTime value={getValue()} distance={false} />,
    meta: { wrap: true, skeleton: "w-52" },
  }),
  column.accessor("lastFetchedAt", {
    header: "Last fetched",
    cell: ({ getValue }) => <RelativeTime value={getValue()} />,
    meta: { width: "9rem", card: true, skeleton: "w-24" },
  }),
  column.accessor("number", {
    header: "Number",
    cell: ({ getValue }) => (
      <span className="tabular">{getValue() ?? <span className="text-muted">none</span>}</span>
    ),
    meta: { width: "6rem", card: true, skeleton: "w-8" },
  }),
  column.accessor("revokedCount", {
    header: "Revoked",
    cell: ({ getValue }) => getValue().toLocaleString("en-US"),
    meta: { align: "end", width: "6rem", card: true, skeleton: "w-8" },
  }),
  column.accessor("difference", {
    header: "Change",
    cell: ({ row }) => <Change difference={row.original.difference} />,
    meta: { width: "10rem", card: true, skeleton: "w-16" },
  }),
  column.accessor("signature", {
    header: "Signature",
    cell: ({ getValue }) => <SignatureState signature={getValue()} />,
    meta: { width: "8rem", card: true, skeleton: "w-16" },
  }),
]);

/**
 * The lists that were fetched, kept here. `newestAt` says when the last was: the history tells of no changes itself, so
 * it is read again then.
 */
export function ListHistory({ caName, newestAt }: { caName: string; newestAt: string | undefined }) {
  const [page, setPage] = useState(1);
  const read = useRevocationListHistory(caName, page);
  const { refetch } = read;
  useEffect(() => {
    if (newestAt !== undefined) void refetch({ cancelRefetch: false });
  }, [newestAt, refetch]);
  const answer = read.data?.value;
  return (
    <Section
      title="Lists fetched"
      description="Each list that differed from the one before is kept here, also after the root CA is gone."
    >
      <DataTable
        label="Revocation lists fetched"
        noun={{ one: "list", many: "lists" }}
        columns={columns}
        rows={answer?.items}
        rowId={({ revocationListId }) => revocationListId}
        rowName={({ number, firstFetchedAt }) => (number === null ? firstFetchedAt : `list ${number}`)}
        refreshing={read.isFetching}
        skeletonRows={3}
        failure={readFailure(read)}
        empty={<EmptyState title="No list of this root CA was fetched here yet" />}
        paging={vendorPaging({ page, setPage }, answer?.page)}
        rowActions={({ revocationListId }) => (
          <>
            <MenuLink href={listAddress(caName, revocationListId)} download>
              Download list
            </MenuLink>
            <MenuLink href={listAddress(caName, revocationListId, "delivered")} download>
              Download as u-blox delivered it
            </MenuLink>
          </>
        )}
      />
    </Section>
  );
}

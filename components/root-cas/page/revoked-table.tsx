"use client";

import { useState } from "react";
import { dataTableColumns } from "@/components/patterns/data-table/columns";
import { DataTable } from "@/components/patterns/data-table/data-table";
import { Identifier } from "@/components/patterns/identifier";
import { Section } from "@/components/patterns/section";
import { EmptyState, ZeroResults } from "@/components/patterns/states";
import { ExactTime } from "@/components/patterns/time/timestamp";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import type { RevokedCertificate } from "@/lib/contract/root-cas";
import { revokedMatching } from "./revoked-matching";

const pageSize = 20;

const column = dataTableColumns<RevokedCertificate>();

const columns = column.columns([
  column.accessor("serialNumber", {
    header: "Certificate serial",
    cell: ({ getValue }) => <Identifier value={getValue()} label="certificate serial number" />,
    meta: { skeleton: "w-44" },
  }),
  column.accessor("revokedAt", {
    header: "Revoked",
    cell: ({ getValue }) => <ExactTime value={getValue()} missing="not said" />,
    meta: { width: "22rem", card: true, skeleton: "w-64" },
  }),
  column.accessor("reason", {
    header: "Reason in the list",
    cell: ({ getValue }) => getValue() ?? <span className="text-muted">none</span>,
    meta: { width: "12rem", card: true, skeleton: "w-24" },
  }),
]);

/** The certificates on a list; one of them is found by its number in any spelling. */
export function RevokedTable({ revoked }: { revoked: readonly RevokedCertificate[] | undefined }) {
  const [typed, setTyped] = useState("");
  const [page, setPage] = useState(1);
  const matching = revoked && revokedMatching(revoked, typed);
  const find = (text: string) => {
    setTyped(text);
    setPage(1);
  };
  return (
    <Section title="Revoked certificates">
      <DataTable
        label="Revoked certificates"
        noun={{ one: "certificate", many: "certificates" }}
        columns={columns}
        rows={matching?.slice((page - 1) * pageSize, page * pageSize)}
        rowId={({ serialNumber }) => serialNumber}
        skeletonRows={3}
        toolbar={
          revoked &&
          revoked.length > 0 && (
            <Input
              mono
              type="search"
              aria-label="Find a certificate serial"
              placeholder="Find a certificate serial"
              value={typed}
              onChange={(event) => find(event.target.value)}
              className="max-w-80"
            />
          )
        }
        filtered={typed.trim() !== ""}
        zeroResults={
          <ZeroResults
            noun="certificates"
            filter="No serial number on this list holds these digits. Leading zeros do not matter."
            clear={<Button onClick={() => find("")}>Show all</Button>}
          />
        }
        empty={
          <EmptyState title="No certificate is revoked">
            A certificate that is revoked stays on its device: your servers have to check this list.
          </EmptyState>
        }
        paging={{
          kind: "numbered",
          page,
          size: pageSize,
          total: matching?.length ?? 0,
          onPageChange: setPage,
        }}
      />
    </Section>
  );
}

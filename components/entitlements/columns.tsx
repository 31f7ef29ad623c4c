import { dataTableColumns } from "@/components/patterns/data-table/columns";
import { IdentifierText } from "@/components/patterns/identifier";
import { ExactTime } from "@/components/patterns/time/timestamp";
import { CopyButton } from "@/components/ui/copy-button";
import { RowLink } from "@/components/ui/link";
import type { EntitlementInList } from "@/lib/contract/entitlements";
import { type EntitlementGroup, entitlementPath } from "./paths";
import { QuantityMeter } from "./quantity-meter";
import { EntitlementStanding } from "./standing";
import { nameOf, noEnd, typeWord } from "./words";

const column = dataTableColumns<EntitlementInList>();

const Missing = () => <span className="text-muted">not said</span>;

const Mono = ({ value }: { value: string | null }) =>
  value === null ? <Missing /> : <IdentifierText value={value} />;

/**
 * @param group whose entitlements were asked for, to be asked for again on their pages
 * @param several whether customers and groups differ from row to row
 */
export const entitlementColumns = (group: EntitlementGroup, several: boolean) =>
  column.columns([
    column.accessor(nameOf, {
      id: "product",
      header: "Product",
      enableSorting: true,
      cell: ({ row }) => {
        const { entitlementId, productDescription, productSku } = row.original;
        return (
          <div>
            <RowLink href={entitlementPath(entitlementId, group)}>{nameOf(row.original)}</RowLink>
            {productDescription !== null && productSku !== null && (
              <span className="block font-mono text-12 font-normal text-muted">{productSku}</span>
            )}
          </div>
        );
      },
      meta: { wrap: true, skeleton: "w-56" },
    }),
    column.accessor("ssrn", {
      header: "SSRN",
      cell: ({ getValue }) => {
        const ssrn = getValue();
        if (ssrn === null) return <Missing />;
        return (
          <span className="inline-flex items-center gap-1">
            <IdentifierText value={ssrn} />
            <CopyButton value={ssrn} label="Copy SSRN" className="-my-1" />
          </span>
        );
      },
      meta: { width: "9.5rem", card: true, skeleton: "w-28" },
    }),
    column.accessor("type", {
      header: "Type",
      enableSorting: true,
      cell: ({ getValue }) => {
        const type = getValue();
        return type === null ? <Missing /> : typeWord(type);
      },
      meta: { width: "7rem", skeleton: "w-20" },
    }),
    column.accessor("quantity", {
      id: "used",
      header: "Used",
      enableSorting: true,
      cell: ({ row }) => <QuantityMeter quantity={row.original.quantity} />,
      meta: { width: "10rem", card: true, skeleton: "w-28" },
    }),
    column.accessor("endsAt", {
      header: "Ends",
      enableSorting: true,
      cell: ({ row }) => <ExactTime value={row.original.endsAt} missing={noEnd(row.original.type)} />,
      meta: { card: true, skeleton: "w-64" },
    }),
    column.accessor("standing", {
      header: "Standing",
      enableSorting: true,
      cell: ({ row }) => <EntitlementStanding standing={row.original.standing} />,
      meta: { width: "8.5rem", card: true, skeleton: "w-20" },
    }),
    column.accessor("customerId", {
      header: "Customer",
      cell: ({ getValue }) => <Mono value={getValue()} />,
      meta: { defaultHidden: !several, skeleton: "w-24" },
    }),
    column.accessor("groupId", {
      header: "Group",
      cell: ({ getValue }) => <Mono value={getValue()} />,
      meta: { defaultHidden: !several, skeleton: "w-20" },
    }),
    column.accessor("accountId", {
      header: "Account",
      cell: ({ getValue }) => <Mono value={getValue()} />,
      meta: { defaultHidden: true, skeleton: "w-24" },
    }),
    column.accessor("activationCodeMasked", {
      header: "Activation code",
      cell: ({ getValue }) => <Mono value={getValue()} />,
      meta: { defaultHidden: true, skeleton: "w-28" },
    }),
    column.accessor("status", {
      header: "Juniper's status",
      cell: ({ getValue }) => getValue() ?? <Missing />,
      meta: { defaultHidden: true, skeleton: "w-20" },
    }),
  ]);

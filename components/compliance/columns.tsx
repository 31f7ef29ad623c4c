import { dataTableColumns } from "@/components/patterns/data-table/columns";
import { IdentifierText } from "@/components/patterns/identifier";
import { ExactTime } from "@/components/patterns/time/timestamp";
import { RowLink } from "@/components/ui/link";
import { Status } from "@/components/ui/status";
import { type DeviceCompliance, type GroupCompliance, productNotSaid } from "@/lib/contract/licenses";
import { type ChosenGroup, withGroup } from "./paths";
import { number, standingLook } from "./words";

export type ProductCompliance = GroupCompliance["products"][number];

const product = dataTableColumns<ProductCompliance>();
const device = dataTableColumns<DeviceCompliance>();

/** A number to be found in its column: nothing is muted, what is wrong stands out. */
function Amount({ count, wrong = false }: { count: number; wrong?: boolean }) {
  if (count === 0) return <span className="text-muted">0</span>;
  return <span className={wrong ? "font-medium" : undefined}>{number(count)}</span>;
}

function Standing(props: { compliant: boolean; expiring: boolean }) {
  const { kind, word } = standingLook(props);
  return <Status kind={kind}>{word}</Status>;
}

/** The entitlements of a product; all of the group where the product has no name to search for. */
export const productPage = (productSku: string, group: ChosenGroup) =>
  withGroup("/entitlements", group, { search: productSku === productNotSaid ? null : productSku });

const nameOf = (productSku: string) => (productSku === productNotSaid ? "Product not said" : productSku);

export const productColumns = (group: ChosenGroup) =>
  product.columns([
    product.accessor("productSku", {
      header: "Product",
      cell: ({ row: { original } }) => (
        <div className="min-w-0">
          <RowLink href={productPage(original.productSku, group)}>
            {original.productDescription ?? nameOf(original.productSku)}
          </RowLink>
          {original.productDescription !== null && (
            <span className="block font-mono text-12 text-muted">{original.productSku}</span>
          )}
        </div>
      ),
      meta: { wrap: true, skeleton: "w-56" },
    }),
    product.accessor("compliant", {
      header: "Standing",
      cell: ({ row: { original } }) => (
        <Standing compliant={original.compliant} expiring={original.expiring > 0} />
      ),
      meta: { width: "10.5rem", card: true, skeleton: "w-28" },
    }),
    product.accessor("owned", {
      header: "Owned",
      cell: ({ getValue }) => <Amount count={getValue()} />,
      meta: { align: "end", width: "6rem", card: true, skeleton: "w-10" },
    }),
    product.accessor("activated", {
      header: "Activated",
      cell: ({ getValue }) => <Amount count={getValue()} />,
      meta: { align: "end", width: "6.5rem", card: true, skeleton: "w-10" },
    }),
    product.accessor("free", {
      header: "Free",
      cell: ({ getValue }) => <Amount count={getValue()} />,
      meta: { align: "end", width: "5rem", skeleton: "w-10" },
    }),
    product.accessor("expiring", {
      header: "Expiring",
      cell: ({ getValue }) => <Amount count={getValue()} />,
      meta: { align: "end", width: "6rem", skeleton: "w-10" },
    }),
    product.accessor("exceeded", {
      header: "Exceeded",
      cell: ({ getValue }) => <Amount count={getValue()} wrong />,
      meta: { align: "end", width: "6rem", card: true, skeleton: "w-10" },
    }),
    product.accessor("lapsed", {
      header: "Lapsed",
      cell: ({ getValue }) => <Amount count={getValue()} wrong />,
      meta: { align: "end", width: "5.5rem", card: true, skeleton: "w-10" },
    }),
    product.accessor("entitlementCount", {
      header: "Entitlements",
      cell: ({ getValue }) => number(getValue()),
      meta: { align: "end", width: "7.5rem", defaultHidden: true, skeleton: "w-10" },
    }),
  ]);

/** What is on a device. */
export const devicePage = (serialNumber: string, group: ChosenGroup) =>
  withGroup("/activations", group, { serialNumber });

export const deviceColumns = (group: ChosenGroup) =>
  device.columns([
    device.accessor("serialNumber", {
      header: "Device",
      cell: ({ getValue }) => (
        <RowLink href={devicePage(getValue(), group)}>
          <IdentifierText value={getValue()} />
        </RowLink>
      ),
      meta: { width: "10rem", skeleton: "w-24" },
    }),
    device.accessor("compliant", {
      header: "Standing",
      cell: ({ row: { original } }) => (
        <Standing compliant={original.compliant} expiring={original.remarks.length > 0} />
      ),
      meta: { width: "10.5rem", card: true, skeleton: "w-28" },
    }),
    device.accessor("licenseCount", {
      header: "Active",
      cell: ({ row: { original } }) => `${number(original.activeCount)} of ${number(original.licenseCount)}`,
      meta: { label: "Active licenses", align: "end", width: "6rem", card: true, skeleton: "w-12" },
    }),
    device.accessor("nextEndsAt", {
      header: "Next end",
      cell: ({ getValue }) => <ExactTime value={getValue()} missing="none" />,
      meta: { width: "20rem", card: true, skeleton: "w-56" },
    }),
    device.accessor("remarks", {
      header: "Remarks",
      cell: ({ getValue }) => <Remarks remarks={getValue()} />,
      meta: { wrap: true, card: true, skeleton: "w-64" },
    }),
  ]);

function Remarks({ remarks }: { remarks: readonly string[] }) {
  if (remarks.length === 0) return <span className="text-muted">none</span>;
  return (
    <ul className="flex flex-col gap-1">
      {remarks.map((remark) => (
        <li key={remark}>{remark}</li>
      ))}
    </ul>
  );
}

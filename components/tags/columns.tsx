import { dataTableColumns } from "@/components/patterns/data-table/columns";
import { ExactTime } from "@/components/patterns/time/timestamp";
import { RowLink } from "@/components/ui/link";
import type { Tag } from "@/lib/contract/tags";

const column = dataTableColumns<Tag>();

/** The devices that carry a tag: where its name leads. */
export const devicesWithTag = (tagName: string) => `/devices?tag=${encodeURIComponent(tagName)}`;

export const tagColumns = column.columns([
  column.accessor("tagName", {
    header: "Tag",
    cell: ({ row }) => <RowLink href={devicesWithTag(row.original.tagName)}>{row.original.tagName}</RowLink>,
    meta: { wrap: true, skeleton: "w-32" },
  }),
  column.accessor("createdAt", {
    header: "Created",
    cell: ({ row }) => (
      <ExactTime value={row.original.createdAt} distance={false} missing="not said by the vendor" />
    ),
    meta: { width: "18rem", card: true, skeleton: "w-44" },
  }),
]);

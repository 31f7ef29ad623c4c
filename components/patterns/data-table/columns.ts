import {
  type ColumnDef,
  columnVisibilityFeature,
  createColumnHelper,
  metaHelper,
  type RowData,
  rowSelectionFeature,
  rowSortingFeature,
  tableFeatures,
} from "@tanstack/react-table";

/** What a column says about itself beside its header and cell. */
export interface DataTableColumnMeta {
  /** Name in the Columns menu and on cards, where the header is not plain text. */
  label?: string;
  /** Numbers go to the end, so that their digits line up. */
  align?: "end";
  /** A CSS width, such as "10rem". Leave it out for the column that takes the rest. */
  width?: string;
  /** Names may wrap; everything else stays on one line. */
  wrap?: boolean;
  /** Shown on the card below 640 px. Without any, the next three columns are. */
  card?: boolean;
  /** Hidden until chosen in the Columns menu. */
  defaultHidden?: boolean;
  /** Width class of the bar shown while loading; default "w-24". */
  skeleton?: string;
}

/** The parts of the table engine in use: nothing is sorted, filtered or paged in the browser. */
export const dataTableFeatures = tableFeatures({
  columnVisibilityFeature,
  rowSelectionFeature,
  rowSortingFeature,
  columnMeta: metaHelper<DataTableColumnMeta>(),
});
export type DataTableFeatures = typeof dataTableFeatures;

// biome-ignore lint/suspicious/noExplicitAny: columns of one table hold values of different types, as the engine's own helper says
export type DataTableColumn<Row extends RowData> = ColumnDef<DataTableFeatures, Row, any>;

/**
 * The column helper of the kit's tables. The first column is the row's header and holds its link;
 * set `enableSorting: true` on columns the server can sort by (their id is the sort key).
 */
export function dataTableColumns<Row extends RowData>() {
  return createColumnHelper<DataTableFeatures, Row>();
}

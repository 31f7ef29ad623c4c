import type { ReactTable, RowData } from "@tanstack/react-table";
import type { ReactNode } from "react";
import type { DataTableColumn, DataTableFeatures } from "./columns";
import type { TableSelection } from "./selection";

export type DataTableInstance<Row extends RowData> = ReactTable<DataTableFeatures, Row>;

/** The word for what is listed: { one: "device", many: "devices" }. */
export interface Noun {
  one: string;
  many: string;
}

export interface TableSort {
  id: string;
  desc: boolean;
}

/** A list whose total is known: pages have numbers. */
export interface NumberedPaging {
  kind: "numbered";
  /** From 1. */
  page: number;
  size: number;
  total: number;
  onPageChange: (page: number) => void;
  /** With sizes to choose from; vendors with fixed pages leave it out. */
  sizes?: readonly number[];
  onSizeChange?: (size: number) => void;
  /** Highest page that can be typed; beyond it only previous and next. Default: the last. */
  maxJumpPage?: number;
}

/** A list read by key: only forward and back. */
export interface CursorPaging {
  kind: "cursor";
  /** Rows before this page, where known. */
  offset?: number;
  total?: number;
  onPrevious?: () => void;
  onNext?: () => void;
}

export interface DataTableSelectionProps {
  value: TableSelection;
  onChange: (value: TableSelection) => void;
  /** Buttons of the selection bar: verb and noun with the count. */
  actions: (selected: { ids: string[]; allMatching: boolean; count: number }) => ReactNode;
  /** Offers "Select all 12,431 matching" across pages. Leave out where an act cannot take a whole query. */
  acrossPages?: boolean;
}

export interface DataTableProps<Row extends RowData> {
  /** Names the table: "Devices". */
  label: string;
  noun: Noun;
  columns: readonly DataTableColumn<Row>[];
  /** Undefined while there is no answer yet: the skeleton shows. */
  rows: readonly Row[] | undefined;
  rowId: (row: Row) => string;
  /** How a row is called in its checkbox and menu; default its id. */
  rowName?: (row: Row) => string;
  /** Old rows stand while new ones are fetched. */
  refreshing?: boolean;
  /** Set when there is nothing to show because reading failed. Usually a `FailedState`. */
  failure?: ReactNode;
  /** Nothing was ever made. Usually an `EmptyState`. */
  empty: ReactNode;
  /** A filter matched nothing. Usually a `ZeroResults`. */
  zeroResults?: ReactNode;
  /** Whether a filter is set: chooses between the two above. */
  filtered?: boolean;
  sort?: TableSort | null;
  onSortChange?: (sort: TableSort | null) => void;
  /** Ids of visible columns; null for the default set. */
  visibleColumns?: readonly string[] | null;
  onVisibleColumnsChange?: (ids: string[] | null) => void;
  paging: NumberedPaging | CursorPaging;
  selection?: DataTableSelectionProps;
  /** `MenuItem`s and `MenuLink`s for one row. */
  rowActions?: (row: Row) => ReactNode;
  /** The filter bar. */
  toolbar?: ReactNode;
  /** Rows of the skeleton; default 10. */
  skeletonRows?: number;
}

import { createHash } from "node:crypto";
import { z } from "zod";
import type { VendorName } from "@/lib/contract/connections";
import type { PageInfo } from "@/lib/contract/paging";
import type { FilePage } from "@/lib/domain/jobs/kind";
import type { TableFormat, TableRecord } from "@/lib/domain/jobs/table-text";
import type { Reading } from "@/lib/vendors/http/permit";
import { VendorError } from "@/lib/vendors/http/vendor-error";

/** Where the next page of a vendor's numbered pages begins, as it is kept between two pages. */
const pageCursor = z.object({
  number: z.number().int().positive(),
  /** Names the content of the page before. */
  before: z.string(),
  /** Rows on all pages before. */
  read: z.number().int(),
  /** Whether the list should be over by the vendor's own total. */
  beyond: z.boolean(),
});
type PageCursor = z.output<typeof pageCursor>;

const beginning: PageCursor = { number: 1, before: "", read: 0, beyond: false };

/** Where reading stops believing that the list has an end: ten million rows of u-blox's pages. */
const pagesMax = 100_000;

interface ReadPage {
  items: readonly TableRecord[];
  page: PageInfo;
}

const end: FilePage = { items: [], next: null };

/**
 * One page of a list that a vendor hands out by number, and where the next begins. The total decides alone neither way:
 * a list ends behind a short page that reaches it, or at the first empty page. What is asked beyond it may also come
 * again, or be refused: the list is over then, too.
 *
 * Throws what `stuck` makes when pages come again although more is promised, and when there is no end.
 */
export async function numberedPage(
  cursor: unknown,
  readPage: (number: number) => Promise<ReadPage>,
  stuck: () => Error,
): Promise<FilePage> {
  const { number, before, read, beyond } = cursor === null ? beginning : pageCursor.parse(cursor);
  const answer = await readPage(number).catch((error: unknown) => {
    if (beyond && isRefusal(error)) return undefined;
    throw error;
  });
  if (answer === undefined || answer.items.length === 0) return end;
  const { items, page } = answer;
  const content = createHash("sha256").update(JSON.stringify(items)).digest("base64url");
  if (page.number !== number || content === before) {
    if (beyond) return end;
    throw stuck();
  }
  if (number >= pagesMax) throw stuck();
  const readNow = read + items.length;
  const reached = number * page.size >= page.total;
  const over = reached && items.length < page.size && readNow >= page.total;
  const next: PageCursor = { number: number + 1, before: content, read: readNow, beyond: reached };
  return { items, next: over ? null : next, total: page.total };
}

function isRefusal(error: unknown): boolean {
  return error instanceof VendorError && ["refused", "not_found", "bad_answer"].includes(error.kind);
}

/** How many pages a list of this size has. */
export function pagesOf({ size, total }: PageInfo): { rows: number; pages: number } {
  return { rows: total, pages: Math.max(1, Math.ceil(total / size)) };
}

/** The error of a list whose pages come again. */
export function pagesCameAgain(vendor: VendorName, call: string, { requestId }: Reading): VendorError {
  const detail = "the same page came again";
  return new VendorError({ kind: "bad_answer", vendor, call, requestId, mayHaveActed: false, detail });
}

/** The format of a file, for people. */
export function formatFact(format: TableFormat): { label: string; value: string } {
  return { label: "Format", value: format === "csv" ? "CSV" : "JSON lines" };
}

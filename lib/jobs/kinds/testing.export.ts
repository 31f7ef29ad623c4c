import type { JobKindName } from "@/lib/contract/job-kinds";
import type { FileKind, FilePage } from "@/lib/domain/jobs/kind";

/** Every page of an export, read as jobs do: the cursor is stored as JSON between two pages. */
export async function readPages<Kind extends JobKindName>(
  kind: FileKind<Kind>,
  input: Parameters<FileKind<Kind>["page"]>[1],
): Promise<FilePage[]> {
  const pages: FilePage[] = [];
  for (let cursor: unknown = null; ; ) {
    const page = await kind.page({ requestId: "req_test" }, input, cursor);
    pages.push(page);
    if (page.next === null) return pages;
    cursor = JSON.parse(JSON.stringify(page.next));
  }
}

export async function readItems<Kind extends JobKindName>(
  kind: FileKind<Kind>,
  input: Parameters<FileKind<Kind>["page"]>[1],
): Promise<FilePage["items"]> {
  return (await readPages(kind, input)).flatMap(({ items }) => items);
}

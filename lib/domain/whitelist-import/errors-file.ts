import "server-only";
import { db } from "@/lib/db/connection";
import type { FileStream } from "@/lib/operations/perform-stream";
import { walkBadLines } from "./bad-lines";
import { type Cells, csvFile } from "./csv-file";
import { requireFigures } from "./imports";

const columns = ["Line", "Reason", "Message", "Text"];

/** All bad lines of an import, in the order of its file. @throws Refusal `not_found` */
export async function errorsFile(importId: string): Promise<FileStream> {
  await requireFigures(db(), importId);
  return csvFile(`whitelist-${importId}-errors.csv`, columns, pagesOf(importId));
}

async function* pagesOf(importId: string): AsyncGenerator<Cells[], void, undefined> {
  for await (const lines of walkBadLines(importId)) {
    yield lines.map(({ line, reason, message, text }) => [line, reason, message, text]);
  }
}

import type { RootCaDevice } from "@/lib/contract/root-cas";
import type { Page } from "@/lib/vendors/ublox/pages";

/** What is believed of a CA's list. */
export interface Measure {
  /** Rows of a page that is not the last. */
  size: number;
  count: number;
  /** The first device of the list, by which a page that comes again is known. */
  first: string | null;
}

/**
 * One root CA's list of devices, by places, for one look at it. The vendor's counts are believed until a page contradicts
 * them: a page that is not full ends the list, and one that is empty, has another number or is the first again lies
 * behind its end, which is then searched for.
 */
export class CaPages {
  readonly caName: string;
  readonly #readPage: (page: number) => Promise<Page<RootCaDevice>>;
  readonly #pages = new Map<number, readonly RootCaDevice[]>();
  #measure: Measure | undefined;

  /** @param believed from an earlier look; without it the first page is read */
  constructor(
    caName: string,
    readPage: (page: number) => Promise<Page<RootCaDevice>>,
    believed: Measure | undefined,
  ) {
    this.caName = caName;
    this.#readPage = readPage;
    this.#measure = believed;
  }

  /** How long the list is, as far as is known by now. */
  async measure(): Promise<Measure> {
    if (this.#measure !== undefined) return this.#measure;
    const { items, page } = await this.#readPage(1);
    const rows = page.number === 1 ? items : [];
    this.#pages.set(1, rows);
    const size = Math.max(1, rows.length < page.total ? rows.length : Math.max(rows.length, page.size));
    const count = rows.length === 0 ? 0 : countAfter(rows.length, rows.length < size, page.total);
    this.#measure = { size, count, first: rows[0]?.rotPublicUid ?? null };
    // More is promised behind a page that is short by its own word: one of the two is wrong.
    if (rows.length > 0 && size < page.size) await this.#read(2);
    return this.#measure;
  }

  /** Rows from a place on, so many at most; fewer only at the end of the list. */
  async rows(from: number, atMost: number): Promise<RootCaDevice[]> {
    const { size } = await this.measure();
    const rows: RootCaDevice[] = [];
    while (rows.length < atMost && from + rows.length < (await this.measure()).count) {
      const place = from + rows.length;
      const number = Math.floor(place / size) + 1;
      const start = place - (number - 1) * size;
      const page = await this.#read(number);
      const some = page.slice(start, Math.min(size, start + atMost - rows.length));
      if (some.length === 0) break;
      rows.push(...some);
    }
    return rows;
  }

  /** A page, by which the list is measured anew. */
  async #read(number: number): Promise<readonly RootCaDevice[]> {
    const measure = await this.measure();
    const known = this.#pages.get(number);
    if (known !== undefined) return known;
    const { rows, total } = await this.#look(number, measure);
    const reached = (number - 1) * measure.size + rows.length;
    const count =
      rows.length === 0
        ? await this.#endBefore(number, measure)
        : countAfter(reached, rows.length < measure.size, total);
    this.#measure = { ...measure, count };
    return rows;
  }

  async #look(number: number, { first }: Measure) {
    const { items, page } = await this.#readPage(number);
    const isAgain = page.number !== number || (number > 1 && items[0]?.rotPublicUid === first);
    const rows = isAgain ? [] : items;
    this.#pages.set(number, rows);
    return { rows, total: page.total };
  }

  /** How long the list is when this page has nothing: halves what is open until the last page with something is found. */
  async #endBefore(emptyPage: number, measure: Measure): Promise<number> {
    let [last, empty] = [0, emptyPage];
    for (const [number, rows] of this.#pages)
      if (rows.length > 0 && number < empty) last = Math.max(last, number);
    while (empty - last > 1) {
      const middle = Math.floor((last + empty) / 2);
      const rows = this.#pages.get(middle) ?? (await this.#look(middle, measure)).rows;
      if (rows.length > 0) last = middle;
      else empty = middle;
    }
    return last === 0 ? 0 : (last - 1) * measure.size + (this.#pages.get(last)?.length ?? 0);
  }
}

/** How long a list is, by a page of it that reaches so far. A total that has been passed is no end: one more is looked for. */
function countAfter(reached: number, isShort: boolean, said: number): number {
  if (isShort) return reached;
  return said < reached ? reached + 1 : said;
}

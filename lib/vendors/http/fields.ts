import { z } from "zod";
import { instantOf } from "./instant";

const record = z.record(z.string(), z.unknown());

/**
 * Lenient access to an object whose inner form the vendor's document does not show: names in any letter case, several
 * names for one thing, absent and unusable values alike.
 */
export class Fields {
  readonly #members: ReadonlyMap<string, unknown>;

  private constructor(members: Record<string, unknown>) {
    this.#members = new Map(Object.entries(members).map(([name, value]) => [name.toLowerCase(), value]));
  }

  /** Undefined when the value is no object; of a list, its first object. */
  static of(value: unknown): Fields | undefined {
    const parsed = record.safeParse(Array.isArray(value) ? value[0] : value);
    return parsed.success ? new Fields(parsed.data) : undefined;
  }

  /** The first of the members that is there and not null. */
  get(...names: string[]): unknown {
    for (const name of names) {
      const value = this.#members.get(name.toLowerCase());
      if (value !== undefined && value !== null) return value;
    }
    return undefined;
  }

  fields(...names: string[]): Fields | undefined {
    return Fields.of(this.get(...names));
  }

  /** Text, or a number as text; null when there is none or it is empty. */
  text(...names: string[]): string | null {
    const value = this.get(...names);
    if (typeof value === "number" || typeof value === "boolean") return String(value);
    return typeof value === "string" && value !== "" ? value : null;
  }

  /** A whole number, also when written as text. */
  integer(...names: string[]): number | null {
    const value = Number(this.text(...names) ?? Number.NaN);
    return Number.isSafeInteger(value) ? value : null;
  }

  flag(...names: string[]): boolean | null {
    const value = this.text(...names)?.toLowerCase();
    if (value === "true") return true;
    return value === "false" ? false : null;
  }

  instant(...names: string[]): string | null {
    return instantOf(this.get(...names));
  }

  /** Texts in a list of texts or numbers, or of objects the first of their `inner` members that is there. */
  texts(names: string[], ...inner: string[]): string[] {
    const list = this.get(...names);
    if (!Array.isArray(list)) return [];
    return list
      .map((entry: unknown) =>
        typeof entry === "string" || typeof entry === "number"
          ? String(entry)
          : (Fields.of(entry)?.text(...inner) ?? ""),
      )
      .filter((text) => text !== "");
  }
}

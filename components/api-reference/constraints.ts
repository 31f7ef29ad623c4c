import type { JsonSchema } from "./document";

/** What a value has to satisfy beyond its type, in words; empty when anything of the type will do. */
export function constraintsOf(schema: JsonSchema): string[] {
  const { minimum, exclusiveMinimum, maximum } = schema;
  return [
    range("character", schema.minLength, schema.maxLength),
    range("item", schema.minItems, schema.maxItems),
    range("", minimum ?? (exclusiveMinimum === undefined ? undefined : exclusiveMinimum + 1), maximum),
    schema.default === undefined || isEmptyList(schema.default)
      ? undefined
      : `${JSON.stringify(schema.default)} when absent`,
    schema.pattern === undefined ? undefined : `matches ${schema.pattern}`,
  ].filter((words) => words !== undefined);
}

function range(unit: string, least: number | undefined, most: number | undefined): string | undefined {
  const units = (number: number) => (unit === "" || number === 1 ? unit : `${unit}s`);
  const words = (number: number) => `${number.toLocaleString("en-US")} ${units(number)}`.trim();
  if (least !== undefined && most !== undefined) {
    return least === most ? `exactly ${words(least)}` : `${least.toLocaleString("en-US")} to ${words(most)}`;
  }
  if (least !== undefined) return `at least ${words(least)}`;
  if (most !== undefined) return `at most ${words(most)}`;
  return undefined;
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

import { Refusal } from "../router";

interface Rule {
  readonly name: string;
  readonly required: boolean;
  readonly pattern: string;
  readonly message: string;
}

/**
 * Checks values against published rules: each required one present, none that nobody published, and
 * each value matching its whole pattern.
 * @throws Refusal 400 with the rule's own message, which may be empty.
 */
export function checkValues(values: Readonly<Record<string, string>>, rules: readonly Rule[]): void {
  for (const name of Object.keys(values)) {
    if (!rules.some((rule) => rule.name === name)) throw new Refusal(400, `Unknown parameter ${name}`);
  }
  for (const { name, required, pattern, message } of rules) {
    const value = values[name];
    if (value === undefined) {
      if (required) throw new Refusal(400, `Parameter ${name} is required`);
      continue;
    }
    // The patterns are the sandbox's own, so nothing hostile is compiled here.
    if (!new RegExp(`^(?:${pattern})$`).test(value)) throw new Refusal(400, `${name}: ${message}`);
  }
}

import { variableNames, variableOf } from "./variables";

/** The password of every person that the demo creates. */
export const demoPassword = "muniment-demo-password";

/** The sandbox marks each of its credentials with this word, so that they are known here without importing it. */
const sandboxMark = "SANDBOX";

const samples = new Set([
  demoPassword,
  ...variableNames.filter((name) => variableOf(name).secret).map((name) => variableOf(name).example),
]);

/** Whether a secret is one that everybody can read in this project. */
export function isKnownSample(value: string): boolean {
  return samples.has(value) || value.includes(sandboxMark) || value.includes("change-this-password");
}

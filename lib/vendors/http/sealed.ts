import { inspect } from "node:util";

/**
 * Seals secrets of an answer in place: each member can be read by its name, as the contract's response schema does when
 * the answer is sent, but nothing that walks over an object sees one: no log, no JSON, no copy by spreading.
 */
export function sealed<Secrets extends object>(secrets: Secrets): Secrets {
  const hidden = Object.keys(secrets).map((name) => [name, { enumerable: false }]);
  Object.defineProperties(secrets, Object.fromEntries(hidden));
  return Object.defineProperty(secrets, inspect.custom, { value: () => "[sealed]" });
}

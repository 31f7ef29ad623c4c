/**
 * The one value of this name in the process, made on first use. The bundler may load a module more than once (pages,
 * routes, start-up code), and connections, tokens and listeners must not be had twice.
 */
export function processWide<T>(name: string, make: () => T): T {
  const holder = globalThis as unknown as Record<symbol, T | undefined>;
  const key = Symbol.for(`muniment.${name}`);
  const value = holder[key] ?? make();
  holder[key] = value;
  return value;
}

import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const here = new URL("./", import.meta.url);
const sourceOf = (file: string) => readFileSync(new URL(file, here), "utf8");

/** The README's table: path, functions, file. */
const rows = [
  ...sourceOf("README.md").matchAll(/^\| (\/[a-z0-9/]+)(?: \(\w+\))? \| (`.+`) \| `(.+\.ts)` \|$/gm),
].map(([, path = "", names = "", file = ""]) => ({ path, names: names.match(/\w+/g) ?? [], file }));

test("the README names every endpoint of the document with the functions that call it", () => {
  expect(new Set(rows.map(({ path }) => path)).size).toBe(47);
  for (const { path, names, file } of rows) {
    const source = sourceOf(file);
    expect(source).toContain(`path: "${path}"`);
    for (const name of names) expect(source).toMatch(new RegExp(`export (async )?function ${name}\\b`));
  }
});

test("nothing else is called", () => {
  const sources = readdirSync(here).filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"));
  const called = sources.flatMap((file) =>
    [...sourceOf(file).matchAll(/path: "(\/[^"]*)"/g)].map(([, path]) => path),
  );
  expect(new Set(called)).toEqual(new Set(rows.map(({ path }) => path)));
});

// Lets plain Node 24 run the project's TypeScript, without a compiler among the production dependencies: Node strips
// the types itself; this adds the resolution that bundlers do. Loaded with --import by what package.json runs.
import { existsSync, statSync } from "node:fs";
import { enableCompileCache, registerHooks } from "node:module";
import { fileURLToPath } from "node:url";

const root = new URL("../../", import.meta.url);
const empty = import.meta.resolve("server-only").replace(/index\.js$/, "empty.js");

// Stripped and compiled once, not at every start; where it cannot be written nothing is lost.
enableCompileCache(fileURLToPath(new URL("node_modules/.cache/muniment", root)));

/** `./x` and `@/x` stand for x.ts or x/index.ts. */
function sourceFile(url) {
  const path = fileURLToPath(url);
  const candidates = [path, `${path}.ts`, `${path}/index.ts`];
  const found = candidates.find((file) => existsSync(file) && statSync(file).isFile());
  return found === undefined ? undefined : new URL(`${url.href}${found.slice(path.length)}`).href;
}

registerHooks({
  resolve(specifier, context, next) {
    // The marker throws outside of a server bundle; here everything is a server.
    if (specifier === "server-only") return next(empty, context);
    const parent = context.parentURL;
    if (parent?.startsWith(root.href) && !/\/(node_modules|\.next)\//.test(parent)) {
      const ours = specifier.startsWith("@/")
        ? new URL(specifier.slice(2), root)
        : /^\.\.?\//.test(specifier)
          ? new URL(specifier, parent)
          : undefined;
      if (ours !== undefined) return next(sourceFile(ours) ?? specifier, context);
      // As CommonJS: Node takes ten times as long and 170 MB more to link the ES modules, which re-export in circles.
      if (/^drizzle-orm(\/|$)/.test(specifier))
        return next(specifier, { ...context, conditions: ["node", "require"] });
      // Packages without an export map, such as next, are imported by file: next/headers.js.
      if (/^next\/[^.]+$/.test(specifier)) return next(`${specifier}.js`, context);
    }
    return next(specifier, context);
  },
});

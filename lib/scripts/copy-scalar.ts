import { cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";

/**
 * Puts the browser bundle of the API reference where the console serves it from, so that the page works without a
 * network. Run before every build and start in development; `public/vendor` is not under version control.
 */
export function copyScalar(root = process.cwd()): void {
  const folder = join(root, "public", "vendor", "scalar");
  mkdirSync(folder, { recursive: true });
  cpSync(
    join(root, "node_modules", "@scalar", "api-reference", "dist", "browser", "standalone.js"),
    join(folder, "standalone.js"),
    { preserveTimestamps: true },
  );
}

if (import.meta.main) copyScalar();

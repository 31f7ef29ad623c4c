import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const generated = [
  { variable: "AUTH_SECRET", file: "auth-secret", bytes: 48 },
  { variable: "MASTER_KEY", file: "master-key", bytes: 32 },
];

/**
 * For demo and development: makes the secrets that are not set, once, and keeps them in the data folder where only
 * its owner can read them.
 */
export function provideSecrets(dataDir: string): void {
  mkdirSync(dataDir, { recursive: true });
  for (const { variable, file, bytes } of generated) {
    if (process.env[variable]?.trim() || process.env[`${variable}_FILE`]?.trim()) continue;
    const path = join(dataDir, file);
    if (!existsSync(path)) writeFileSync(path, `${randomBytes(bytes).toString("base64")}\n`, { mode: 0o600 });
    process.env[`${variable}_FILE`] = path;
  }
}

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";

// A small house with one file per room, each asking for something; the rules judge it as they judge ours.

const from = (name: string) => `import { value } from "${name}";\nexport const value2 = value;\n`;
const typeFrom = (name: string) => `import type { Value } from "${name}";\nexport type Value2 = Value;\n`;
const plain = "export const value = 1;\nexport type Value = number;\n";

const allowed: Record<string, string> = {
  "app/(console)/tags/page.tsx": from("@/components/tags/screen"),
  "app/api/v1/tags/route.ts": from("@/lib/vendors/ublox/tags"),
  "components/ui/button.tsx": plain,
  "components/patterns/data-table.tsx": from("../ui/button"),
  "components/patterns/outcome.tsx": typeFrom("@/lib/contract/tags"),
  "components/tags/screen.tsx": from("./columns"),
  "components/tags/columns.tsx": from("@/lib/contract/tags"),
  "components/devices/form.tsx": plain,
  "lib/access/permissions.ts": plain,
  "lib/contract/tags.ts": from("@/lib/access/permissions"),
  "lib/operations/perform.ts": from("@/lib/vendors/http/issue-permit"),
  "lib/operations/records-permit.ts": plain,
  "lib/domain/users/users.ts": typeFrom("@/lib/operations/records-permit"),
  "lib/vendors/http/issue-permit.ts": plain,
  "lib/vendors/ublox/tags.ts": from("@/lib/vendors/http/request"),
  "lib/vendors/ublox/tags.test.ts": from("../http/issue-permit"),
  "lib/vendors/http/request.ts": from("zod"),
  "lib/vendors/sectigo/client.ts": plain,
  "lib/sandbox/control-contract.ts": plain,
  "lib/env.ts": plain,
};

const refused: Record<string, { content: string; rule: string }> = {
  "app/(console)/page.tsx": { content: from("@/lib/vendors/ublox/tags"), rule: "room screens" },
  "app/api/v1/direct/route.ts": { content: from("@/lib/audit/record"), rule: "room routes" },
  "components/ui/badge.tsx": { content: from("@/lib/contract/tags"), rule: "room components/ui" },
  "components/patterns/card.tsx": { content: from("@/lib/contract/tags"), rule: "room components/patterns" },
  "components/tags/form.tsx": {
    content: from("@/components/devices/form"),
    rule: "room components/<capability>",
  },
  "lib/contract/devices.ts": { content: from("@/lib/env"), rule: "room lib/contract" },
  "lib/audit/record.ts": { content: from("@/lib/vendors/ublox/tags"), rule: "room lib/audit" },
  "lib/vendors/ublox/whitelist.ts": {
    content: from("@/lib/vendors/sectigo/client"),
    rule: "room lib/vendors/<vendor>",
  },
  "lib/vendors/sectigo/batches.ts": {
    content: from("@/lib/sandbox/control-contract"),
    rule: "room lib/vendors/<vendor>",
  },
  "lib/sandbox/ublox.ts": {
    content: typeFrom("@/lib/vendors/ublox/tags"),
    rule: "sandbox and vendor clients do not meet",
  },
  "lib/sandbox/ublox.test.ts": {
    content: from("@/lib/vendors/ublox/tags"),
    rule: "sandbox and vendor clients do not meet",
  },
  "lib/browser/caller.ts": { content: from("@/lib/domain/users/users"), rule: "room lib/browser" },
  "lib/domain/shortcut/permit.ts": {
    content: from("@/lib/vendors/http/issue-permit"),
    rule: "only the gate issues permits",
  },
  "lib/domain/shortcut/records.ts": {
    content: from("@/lib/operations/records-permit"),
    rule: "a permit for our records is a type outside of the gate",
  },
  "lib/domain/circle/one.ts": { content: from("./two"), rule: "no cycles" },
  "lib/domain/lost.ts": { content: from("@/lib/no-such-file"), rule: "every import exists" },
  "lib/domain/heavy.ts": { content: from("vitest"), rule: "the console runs without development packages" },
  "lib/domain/undeclared.ts": { content: from("left-pad"), rule: "every package is declared" },
};

const cruised = z.object({
  modules: z.array(z.object({ source: z.string() })),
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })),
  }),
});

const house = mkdtempSync(join(tmpdir(), "muniment-rooms-"));
afterAll(() => rmSync(house, { recursive: true }));

let violations: { from: string; rule: { name: string } }[] = [];

function put(path: string, content: string): void {
  mkdirSync(dirname(join(house, path)), { recursive: true });
  writeFileSync(join(house, path), content);
}

beforeAll(() => {
  put("tsconfig.json", JSON.stringify({ compilerOptions: { paths: { "@/*": ["./*"] } } }));
  const declared = { dependencies: { zod: "1" }, devDependencies: { vitest: "1" } };
  put("package.json", JSON.stringify({ type: "module", ...declared }));
  for (const name of ["zod", "vitest", "left-pad"]) {
    put(
      `node_modules/${name}/package.json`,
      JSON.stringify({ name, version: "1.0.0", exports: "./index.js" }),
    );
    put(`node_modules/${name}/index.js`, "export const value = 1;\n");
  }
  for (const [path, content] of Object.entries(allowed)) put(path, content);
  for (const [path, { content }] of Object.entries(refused)) put(path, content);
  // A circle is reported once, at the file that comes first.
  put("lib/domain/circle/two.ts", from("./one"));

  const output = execFileSync(
    process.execPath,
    [
      resolve("node_modules/dependency-cruiser/bin/dependency-cruiser.mjs"),
      "--config",
      resolve(".dependency-cruiser.mjs"),
      "--output-type",
      "json",
      "app",
      "components",
      "lib",
    ],
    { cwd: house, encoding: "utf8", maxBuffer: 50_000_000 },
  );
  const result = cruised.parse(JSON.parse(output));
  expect(result.modules.map(({ source }) => source)).toEqual(expect.arrayContaining(Object.keys(allowed)));
  violations = result.summary.violations;
});

test.each(Object.entries(refused))("%s is refused", (path, { rule }) => {
  expect(
    violations.filter((violation) => violation.from === path).map((violation) => violation.rule.name),
  ).toContain(rule);
});

test.each(Object.keys(allowed))("%s is in order", (path) => {
  expect(violations.filter((violation) => violation.from === path)).toEqual([]);
});

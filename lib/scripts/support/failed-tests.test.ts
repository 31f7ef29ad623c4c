import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { failedJourneys, failedUnitTests } from "./failed-tests";

const folder = mkdtempSync(join(tmpdir(), "failed-tests-"));
afterAll(() => rmSync(folder, { recursive: true }));

function reportOf(content: unknown): string {
  const file = join(folder, "report.json");
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
}

test("unit tests that failed are told with their file and the first line of why", () => {
  const file = reportOf({
    testResults: [
      {
        name: "lib/a.test.ts",
        status: "failed",
        assertionResults: [
          { fullName: "a budget lets go", status: "passed" },
          {
            fullName: "a budget refuses",
            status: "failed",
            failureMessages: ["\u001b[31mexpected 1\u001b[0m\nat x"],
          },
        ],
      },
      { name: "lib/b.test.ts", status: "failed", message: "does not load", assertionResults: [] },
    ],
  });
  expect(failedUnitTests(file)).toEqual([
    { name: "lib/a.test.ts › a budget refuses", why: "expected 1" },
    { name: "lib/b.test.ts", why: "does not load" },
  ]);
});

test("journeys that failed are told, however deep they stand; those of a second try are not", () => {
  const spec = (title: string, ok: boolean, message?: string) => ({
    title,
    file: "a.spec.ts",
    line: 3,
    ok,
    tests: [{ results: [{ error: message === undefined ? undefined : { message } }] }],
  });
  const file = reportOf({
    suites: [
      {
        specs: [spec("flaky", true, "was hidden")],
        suites: [{ specs: [spec("deep", false, "not there\nmore")] }],
      },
    ],
  });
  expect(failedJourneys(file)).toEqual([{ name: "a.spec.ts:3 › deep", why: "not there" }]);
});

test.each(["", "{", "[]", '{"suites": 1}'])(
  "a report that cannot be read tells of nothing: %j",
  (content) => {
    const file = reportOf(content);
    expect([failedUnitTests(file), failedJourneys(file)]).toEqual([[], []]);
    expect(failedUnitTests(join(folder, "absent.json"))).toEqual([]);
  },
);

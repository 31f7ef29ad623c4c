import { readFileSync } from "node:fs";
import { z } from "zod";

// What failed, from the runners' own reports: said once more at the end, where a long output is still to be seen.

/** A test that failed, with the first line of why. */
export interface FailedTest {
  name: string;
  why: string;
}

const unitReport = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
});

/** Of a report of vitest's JSON reporter. Empty where there is none. */
export function failedUnitTests(reportFile: string): FailedTest[] {
  const report = readReport(reportFile, unitReport);
  return (report?.testResults ?? []).flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((result) => result.status === "failed");
    // A file that does not even load has no tests.
    if (failed.length === 0 && status === "failed") return [{ name, why: firstLine(message) }];
    return failed.map(({ fullName, failureMessages }) => ({
      name: `${name} › ${fullName}`,
      why: firstLine(failureMessages?.[0]),
    }));
  });
}

interface Suite {
  specs: {
    title: string;
    file: string;
    line: number;
    ok: boolean;
    tests: { results: { error?: { message?: string | undefined } | undefined }[] }[];
  }[];
  suites?: Suite[] | undefined;
}

const suite: z.ZodType<Suite> = z.lazy(() =>
  z.object({
    specs: z.array(
      z.object({
        title: z.string(),
        file: z.string(),
        line: z.number(),
        ok: z.boolean(),
        tests: z.array(
          z.object({
            results: z.array(z.object({ error: z.object({ message: z.string().optional() }).optional() })),
          }),
        ),
      }),
    ),
    suites: z.array(suite).optional(),
  }),
);

const journeyReport = z.object({ suites: z.array(suite) });

/** Of a report of Playwright's JSON reporter. Empty where there is none. */
export function failedJourneys(reportFile: string): FailedTest[] {
  return (readReport(reportFile, journeyReport)?.suites ?? []).flatMap(failedIn);
}

function failedIn({ specs, suites = [] }: Suite): FailedTest[] {
  const own = specs.filter(({ ok }) => !ok);
  return [
    ...own.map(({ title, file, line, tests }) => ({
      name: `${file}:${line} › ${title}`,
      why: firstLine(tests.flatMap(({ results }) => results).find(({ error }) => error)?.error?.message),
    })),
    ...suites.flatMap(failedIn),
  ];
}

/** Without the colors of a terminal. */
function firstLine(message = ""): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape is what colors begin with
  const [first = ""] = message.replaceAll(/\u001b\[[0-9;]*m/g, "").split("\n");
  return first.slice(0, 300);
}

function readReport<Report>(file: string, schema: z.ZodType<Report>): Report | undefined {
  try {
    return schema.safeParse(JSON.parse(readFileSync(file, "utf8"))).data;
  } catch {
    return undefined;
  }
}

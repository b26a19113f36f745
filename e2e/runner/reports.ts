import { stripVTControlCharacters } from 'node:util';
import { z } from 'zod';

/** A test that somebody has to look at; a flaky one passed when it was tried again. */
export interface NotedTest {
  verdict: 'failed' | 'flaky';
  /** Relative to the root. */
  file: string;
  name: string;
  /** How its first error begins, on one line. */
  said: string;
}

export interface ReadReport {
  passed: number;
  failed: number;
  skipped: number;
  noted: NotedTest[];
}

const most_characters = 300;
const shorten = (text: string): string => {
  const line = stripVTControlCharacters(text).replace(/\s+/g, ' ').trim();
  return line.length > most_characters ? `${line.slice(0, most_characters)} …` : line;
};

const count = z.number().default(0);
const ErrorSaid = z.object({ message: z.string().default('') });

const VitestReport = z.object({
  numPassedTests: count,
  numFailedTests: count,
  numPendingTests: count,
  numTodoTests: count,
  testResults: z
    .array(
      z.object({
        name: z.string(),
        status: z.string(),
        message: z.string().default(''),
        assertionResults: z.array(
          z.object({ ancestorTitles: z.array(z.string()), title: z.string(), status: z.string(), failureMessages: z.array(z.string()) }),
        ),
      }),
    )
    .default([]),
});

const PlaywrightSpec = z.object({
  title: z.string(),
  file: z.string(),
  line: z.number(),
  tests: z.array(z.object({ status: z.string(), results: z.array(z.object({ errors: z.array(ErrorSaid).default([]) })) })),
});
const PlaywrightSuite = z.object({
  title: z.string(),
  specs: z.array(PlaywrightSpec).default([]),
  get suites() {
    return z.array(PlaywrightSuite).default([]);
  },
});
type PlaywrightSuite = z.output<typeof PlaywrightSuite>;
const PlaywrightReport = z.object({
  stats: z.object({ expected: count, unexpected: count, flaky: count, skipped: count }),
  suites: z.array(PlaywrightSuite).default([]),
  errors: z.array(ErrorSaid).default([]),
});

const readVitest = (report: z.output<typeof VitestReport>, root: string): ReadReport => {
  const noted = report.testResults.flatMap(({ name, status, message, assertionResults }): NotedTest[] => {
    const file = name.startsWith(root) ? name.slice(root.length) : name;
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (failed.length === 0 && status === 'failed')
      return [{ verdict: 'failed', file, name: 'as a whole', said: shorten(message || 'a hook failed, and no test by itself') }];
    return failed.map(({ ancestorTitles, title, failureMessages }) => ({
      verdict: 'failed',
      file,
      name: [...ancestorTitles.filter(Boolean), title].join(' › '),
      said: shorten(failureMessages[0] ?? ''),
    }));
  });
  return {
    passed: report.numPassedTests,
    failed: Math.max(report.numFailedTests, noted.length),
    skipped: report.numPendingTests + report.numTodoTests,
    noted,
  };
};

const noteSpecs = ({ specs, suites }: PlaywrightSuite, above: string[], test_dir: string): NotedTest[] => [
  ...specs.flatMap(({ title, file, line, tests }) =>
    tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ status, results }) => ({
        verdict: status === 'flaky' ? ('flaky' as const) : ('failed' as const),
        file: `${test_dir}${file}:${line}`,
        name: [...above, title].join(' › '),
        said: shorten(results.flatMap(({ errors }) => errors)[0]?.message ?? ''),
      })),
  ),
  ...suites.flatMap((suite) => noteSpecs(suite, [...above, suite.title], test_dir)),
];

const readPlaywright = ({ stats, suites, errors }: z.output<typeof PlaywrightReport>, test_dir: string): ReadReport => {
  const outside = errors.map(
    ({ message }): NotedTest => ({ verdict: 'failed', file: test_dir, name: 'outside of any test', said: shorten(message) }),
  );
  const noted = [...suites.flatMap((suite) => noteSpecs(suite, [], test_dir)), ...outside];
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected + outside.length, skipped: stats.skipped, noted };
};

/** What a report of vitest (`--reporter=json`) or Playwright (`--reporter=json`) says; `root` ends in a slash. */
export function readReport(report: unknown, root: string): ReadReport {
  const playwright = PlaywrightReport.safeParse(report);
  return playwright.success ? readPlaywright(playwright.data, 'e2e/') : readVitest(VitestReport.parse(report), root);
}

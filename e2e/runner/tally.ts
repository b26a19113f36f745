import { existsSync, readFileSync } from 'node:fs';
import { type NotedTest, readReport } from './reports.ts';
import { root } from './step.ts';

export interface Tally {
  passed: number;
  failed: number;
  skipped: number;
  /** Those that failed, and those that passed only when they were tried again. */
  noted: NotedTest[];
}

export const empty_tally: Tally = { passed: 0, failed: 0, skipped: 0, noted: [] };

export function addTallies(a: Tally, b: Tally): Tally {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped, noted: [...a.noted, ...b.noted] };
}

/** A step that is one check and not a run of tests. */
export function tallyCheck(title: string, ok: boolean): Tally {
  return ok ? empty_tally : { ...empty_tally, failed: 1, noted: [failureOf(title, 'see above')] };
}

/**
 * The tests of one step, from the report that its runner wrote. A step that failed without a failed test (a file that does not load,
 * a crash, no report) counts as one failure: "0 failed" stands for success alone.
 */
export function tallyStep(title: string, report_file: string, ok: boolean): Tally {
  const tally = existsSync(report_file) ? readReport(JSON.parse(readFileSync(report_file, 'utf8')), root) : empty_tally;
  if (ok || tally.failed > 0) return tally;
  return addTallies(tally, {
    ...empty_tally,
    failed: 1,
    noted: [failureOf(title, 'no test failed, and yet it did not end well: see above')],
  });
}

/** The last words of a run: each test to look at, and then the figures, since of a long output often only the end is kept. */
export function describeTally({ passed, failed, skipped, noted }: Tally): string {
  const lines = ['failed', 'flaky'].flatMap((verdict) => {
    const tests = noted.filter((test) => test.verdict === verdict);
    return tests.flatMap(({ file, name, said }) => [`${verdict}: ${file} › ${name}`, `    ${said}`]);
  });
  const flaky = noted.filter(({ verdict }) => verdict === 'flaky').length;
  const figures = [`${passed} passed`, `${failed} failed`];
  if (skipped > 0) figures.push(`${skipped} skipped`);
  if (flaky > 0) figures.push(`${flaky} of the passed at the second try`);
  return [...lines, figures.join(', ')].join('\n');
}

function failureOf(title: string, said: string): NotedTest {
  return { verdict: 'failed', file: title, name: 'as a whole', said };
}

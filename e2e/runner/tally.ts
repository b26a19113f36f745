import { existsSync, readFileSync } from 'node:fs';

export type Tally = { passed: number; failed: number; skipped: number };

export const empty_tally: Tally = { passed: 0, failed: 0, skipped: 0 };

export function addTallies(a: Tally, b: Tally): Tally {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/**
 * The tests of one step, from the report that its runner wrote. A step that failed without a failed test (a file that does not load,
 * a crash, no report) counts as one failure: "0 failed" stands for success alone.
 */
export function tallyStep(report_file: string, ok: boolean): Tally {
  const tally = existsSync(report_file) ? readReport(JSON.parse(readFileSync(report_file, 'utf8'))) : empty_tally;
  return ok ? tally : { ...tally, failed: Math.max(1, tally.failed) };
}

function readReport(report: Record<string, unknown>): Tally {
  const { stats } = report;
  if (typeof stats === 'object' && stats !== null) {
    const counts: Record<string, unknown> = { ...stats };
    return { passed: count(counts.expected) + count(counts.flaky), failed: count(counts.unexpected), skipped: count(counts.skipped) };
  }
  return {
    passed: count(report.numPassedTests),
    failed: count(report.numFailedTests),
    skipped: count(report.numPendingTests) + count(report.numTodoTests),
  };
}

function count(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

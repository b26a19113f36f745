import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { addTallies, tallyStep } from './tally.ts';

const writeReport = (report: object): string => {
  const dir = mkdtempSync(join(tmpdir(), 'motorpool-tally-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  writeFileSync(join(dir, 'report.json'), JSON.stringify(report));
  return join(dir, 'report.json');
};

it('reads both kinds of report', () => {
  const vitest = writeReport({ numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 });
  const playwright = writeReport({ stats: { expected: 3, unexpected: 2, flaky: 1, skipped: 4 } });
  expect(tallyStep(vitest, false)).toEqual({ passed: 5, failed: 1, skipped: 3 });
  expect(tallyStep(playwright, false)).toEqual({ passed: 4, failed: 2, skipped: 4 });
  expect(addTallies(tallyStep(vitest, false), tallyStep(playwright, false))).toEqual({ passed: 9, failed: 3, skipped: 7 });
});

it('never says "0 failed" of a step that failed', () => {
  expect(tallyStep(writeReport({ numPassedTests: 5, numFailedTests: 0 }), false).failed).toBe(1);
  expect(tallyStep('/nowhere/report.json', false).failed).toBe(1);
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { root } from './step.ts';
import { addTallies, describeTally, empty_tally, tallyCheck, tallyStep } from './tally.ts';

const writeReport = (report: object): string => {
  const dir = mkdtempSync(join(tmpdir(), 'motorpool-tally-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  writeFileSync(join(dir, 'report.json'), JSON.stringify(report));
  return join(dir, 'report.json');
};

const of_vitest = {
  numPassedTests: 5,
  numFailedTests: 1,
  numPendingTests: 2,
  numTodoTests: 1,
  testResults: [
    {
      name: `${root}server/a.test.ts`,
      status: 'failed',
      message: '',
      assertionResults: [
        {
          ancestorTitles: ['', 'on SQLite'],
          title: 'loses none',
          status: 'failed',
          failureMessages: ['Error: \u001b[31mone lost\u001b[39m\n    at here'],
        },
        { ancestorTitles: [''], title: 'is well', status: 'passed', failureMessages: [] },
      ],
    },
    { name: `${root}lib/b.test.ts`, status: 'failed', message: 'Cannot find module', assertionResults: [] },
    { name: `${root}lib/c.test.ts`, status: 'passed', message: '', assertionResults: [] },
  ],
};
const specOf = (title: string, status: string, ...said: string[]) => ({
  title,
  file: 'x.spec.ts',
  line: 7,
  tests: [{ status, results: said.map((message) => ({ errors: [{ message }] })) }],
});
const of_playwright = {
  stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 4 },
  errors: [],
  suites: [
    {
      title: 'x.spec.ts',
      specs: [specOf('is well', 'expected')],
      suites: [
        {
          title: 'by keys',
          specs: [specOf('opens', 'unexpected', 'Error: shut', 'Error: later'), specOf('shuts', 'flaky', 'Error: open')],
        },
      ],
    },
  ],
};

it('reads both kinds of report, with each test to look at', () => {
  const vitest = tallyStep('vitest', writeReport(of_vitest), false);
  const playwright = tallyStep('playwright', writeReport(of_playwright), false);
  expect(vitest).toMatchObject({ passed: 5, failed: 2, skipped: 3 });
  expect(playwright).toMatchObject({ passed: 4, failed: 1, skipped: 4 });
  expect(describeTally(addTallies(vitest, playwright)).split('\n')).toEqual([
    'failed: server/a.test.ts › on SQLite › loses none',
    '    Error: one lost at here',
    'failed: lib/b.test.ts › as a whole',
    '    Cannot find module',
    'failed: e2e/x.spec.ts:7 › by keys › opens',
    '    Error: shut',
    'flaky: e2e/x.spec.ts:7 › by keys › shuts',
    '    Error: open',
    '9 passed, 3 failed, 7 skipped, 1 of the passed at the second try',
  ]);
});

it('counts what failed outside of any test', () => {
  const report = { stats: { expected: 3, unexpected: 0, flaky: 0, skipped: 0 }, errors: [{ message: 'no browser' }] };
  const tally = tallyStep('playwright', writeReport(report), false);
  expect(tally).toMatchObject({ passed: 3, failed: 1 });
  expect(describeTally(tally)).toContain('no browser');
});

it('never says "0 failed" of a step that failed', () => {
  const report = { numPassedTests: 5, numFailedTests: 0 };
  expect(tallyStep('vitest', writeReport(report), true).failed).toBe(0);
  expect(tallyStep('vitest', writeReport(report), false).failed).toBe(1);
  expect(tallyStep('vitest', '/nowhere/report.json', false).failed).toBe(1);
  expect(describeTally(tallyCheck('types', false))).toMatch(/^failed: types .*\n.*\n0 passed, 1 failed$/);
  expect(tallyCheck('types', true)).toEqual(empty_tally);
});

it('keeps the words of a long error to a line', () => {
  const report = { stats: { expected: 0, unexpected: 0 }, errors: [{ message: `many ${'words\n'.repeat(500)}` }] };
  const [, said = ''] = describeTally(tallyStep('playwright', writeReport(report), false)).split('\n');
  expect(said.length).toBeLessThan(320);
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from './postgres.ts';
import { static_checks, writeNextTypes } from './runner/static-checks.ts';
import { runStep, runSteps, type Step } from './runner/step.ts';
import { addTallies, describeTally, empty_tally, tallyCheck, tallyStep } from './runner/tally.ts';

/**
 * `npm test`: static checks, every vitest project with a real PostgreSQL up, then the browser.
 * `--unit` or `--e2e` runs one of the two test steps, and whatever else is given goes to its runner (file names, -t, -g, …); without either, to vitest.
 */
const args = process.argv.slice(2);
const only = args.find((arg) => arg === '--unit' || arg === '--e2e');
const rest = args.filter((arg) => arg !== only);
const reports = mkdtempSync(join(tmpdir(), 'motorpool-reports-'));

let tally = empty_tally;
try {
  if (only === undefined && rest.length === 0) await runStaticChecks();
  if (only !== '--e2e') await runVitest();
  if (only === '--e2e' || (only === undefined && rest.length === 0)) await runPlaywright();
} finally {
  rmSync(reports, { recursive: true, force: true });
}
console.log(`\n${describeTally(tally)}`);
if (tally.failed > 0) process.exitCode = 1;

async function runStaticChecks(): Promise<void> {
  showHeading('Static checks');
  await writeNextTypes();
  const results = await runSteps(static_checks, 2);
  for (const result of results) tally = addTallies(tally, tallyCheck(result.title, result.ok));
}

async function runVitest(): Promise<void> {
  showHeading('Unit tests, services and adapters on both databases, proofs');
  const postgres = await startPostgres();
  try {
    const report = join(reports, 'vitest.json');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const env = { MOTORPOOL_TEST_POSTGRES_URL: postgres.url };
    await runTests({ title: 'vitest', package: 'vitest', bin: 'vitest.mjs', args: ['run', ...reporters, ...rest], env }, report);
  } finally {
    await postgres.stop();
  }
}

async function runPlaywright(): Promise<void> {
  showHeading('In the browser');
  const report = join(reports, 'playwright.json');
  const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  await runTests(
    { title: 'playwright', package: '@playwright/test', bin: 'cli.js', args: ['test', '--reporter=list,json', ...rest], env },
    report,
  );
}

async function runTests(step: Step, report: string): Promise<void> {
  const result = await runStep(step, { live: true });
  console.log(`${result.ok ? '✓' : '✗'} ${result.title} (${result.seconds.toFixed(1)} s)`);
  tally = addTallies(tally, tallyStep(step.title, report, result.ok));
}

function showHeading(title: string): void {
  console.log(`\n== ${title}`);
}

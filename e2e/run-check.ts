import { static_checks, writeNextTypes } from './runner/static-checks.ts';
import { runSteps } from './runner/step.ts';

/** `npm run check`: what to run before each commit: types, lint, boundaries and the fast tests, two at a time. */
await writeNextTypes();
const unit = {
  title: 'unit tests',
  package: 'vitest',
  bin: 'vitest.mjs',
  args: ['run', '--project', 'unit', '--maxWorkers', '1', '--reporter', 'dot'],
};
const began_at = performance.now();
const results = await runSteps([unit, ...static_checks], 2);
const failed = results.filter((result) => !result.ok);
console.log(
  `\n${failed.length === 0 ? 'all good' : `failed: ${failed.map((result) => result.title).join(', ')}`} (${((performance.now() - began_at) / 1000).toFixed(1)} s)`,
);
process.exitCode = failed.length === 0 ? process.exitCode : 1;

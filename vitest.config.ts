import { defineConfig } from 'vitest/config';
import { LongestFirst } from './e2e/runner/longest-first.ts';

const exclude = ['**/node_modules/**', '.next/**', 'e2e/*.spec.ts'];
const with_databases = { globalSetup: ['./e2e/vitest-postgres.ts'] };

/** `*.test.ts` is fast and needs nothing; `*.db.test.ts` needs both databases; `*.proof.test.ts` proves a promise and takes its time. */
export default defineConfig({
  test: {
    pool: 'forks',
    // Of two cores: many files wait for a poll, a lease or a process that starts, and leave the core to another.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    // Of tests that wait rather than work.
    maxConcurrency: 16,
    // Waited for by what fails alone; the default of a second is too short for a busy machine.
    expect: { poll: { timeout: 30_000 } },
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['**/*.test.{ts,tsx}'], exclude: [...exclude, '**/*.{db,proof}.test.ts'], testTimeout: 60_000 },
      },
      {
        extends: true,
        test: { name: 'db', include: ['**/*.db.test.ts'], exclude, testTimeout: 120_000, hookTimeout: 120_000, ...with_databases },
      },
      {
        extends: true,
        test: { name: 'proof', include: ['**/*.proof.test.ts'], exclude, testTimeout: 300_000, hookTimeout: 120_000, ...with_databases },
      },
    ],
  },
});

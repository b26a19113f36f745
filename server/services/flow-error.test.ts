import { expect, it } from 'vitest';
import { Problem } from '#lib/domain/problem.ts';
import type { App } from '#server/app.ts';
import { postgres, sqlite } from '#server/db/dialect.ts';
import { toProblem } from './flow-error.ts';

const start = (dialect: typeof sqlite) => {
  const lines: { level: string; flow_id: string }[] = [];
  const note = (level: string) => (fields: { flow_id: string }) => void lines.push({ level, flow_id: fields.flow_id });
  const app = { db: { dialect }, log: { warn: note('warn'), error: note('error') } } as unknown as App;
  return { lines, problemOf: (error: unknown) => toProblem(app, error, 'flow-1', 'GET /x') };
};
const coded = (code: string) => Object.assign(new Error('canary'), { code });

it('hands a problem on as it is, and logs it only when it has a cause to tell', () => {
  const { lines, problemOf } = start(sqlite);
  const plain = new Problem('resource-not-found', 'Gone.');
  expect(problemOf(plain)).toBe(plain);
  expect(lines).toEqual([]);
  problemOf(new Problem('third-party/error', 'Failed.', { cause: new Error('vendor text') }));
  expect(lines).toEqual([{ level: 'warn', flow_id: 'flow-1' }]);
});

it.each([
  [sqlite, 'SQLITE_BUSY'],
  [sqlite, 'SQLITE_BUSY_SNAPSHOT'],
  [postgres, '40001'],
  [postgres, '40P01'],
  [postgres, '57P01'],
  [postgres, 'ECONNREFUSED'],
])('says of %o that the database is busy for %s, to be tried again', (dialect, code) => {
  const { lines, problemOf } = start(dialect);
  expect(problemOf(coded(code))).toMatchObject({ kind: 'service-unavailable', extras: { retry_after_seconds: 1 } });
  expect(lines).toHaveLength(1);
});

it.each([[coded('SQLITE_CORRUPT')], [new TypeError('canary')], ['canary'], [undefined], [null]])(
  'calls anything else our fault, without its words: %o',
  (error) => {
    const { lines, problemOf } = start(sqlite);
    const problem = problemOf(error);
    expect(problem.kind).toBe('internal-server-error');
    expect(JSON.stringify([problem.message, problem.extras])).not.toContain('canary');
    expect(lines).toEqual([{ level: 'error', flow_id: 'flow-1' }]);
  },
);

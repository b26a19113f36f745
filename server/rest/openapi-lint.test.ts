import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { openApiDocument } from '#lib/contract/openapi.ts';
import { extendEnvironment } from '#server/config.ts';

const linter = fileURLToPath(new URL('../../node_modules/@redocly/cli/bin/cli.js', import.meta.url));
/** It would report its use and ask for newer versions of itself. */
const silence = { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
const app_url = 'https://motorpool.example';

type Document = ReturnType<typeof openApiDocument>;
type Verdict = { totals: { errors: number; warnings: number; ignored: number }; rules: string[] };

/** Judges a document by the linter's own `recommended` rules, in a folder where no configuration could soften them. */
const lint = async (document: object): Promise<Verdict> => {
  const dir = mkdtempSync(join(tmpdir(), 'motorpool-lint-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  writeFileSync(join(dir, 'openapi.json'), JSON.stringify(document));
  const args = [linter, 'lint', 'openapi.json', '--extends', 'recommended', '--format', 'json'];
  const options = { cwd: dir, env: extendEnvironment(silence), maxBuffer: 20_000_000 };
  const stdout = await new Promise<string>((resolve) => {
    execFile(process.execPath, args, options, (_exit, output) => resolve(output));
  });
  const { totals, problems } = JSON.parse(stdout) as { totals: Verdict['totals']; problems: { ruleId: string }[] };
  return { totals, rules: problems.map(({ ruleId }) => ruleId) };
};

it('is clean by the rules of a linter that is not ours', async () => {
  const { totals, rules } = await lint(openApiDocument({ app_url }));
  expect(rules).toEqual([]);
  expect(totals).toEqual({ errors: 0, warnings: 0, ignored: 0 });
});

it.each<[string, (document: Document) => void]>([
  ['operation-operationId', ({ paths }) => void Reflect.deleteProperty(paths['/vehicles']?.get ?? {}, 'operationId')],
  ['operation-operationId-unique', ({ paths }) => void Object.assign(paths['/tags']?.get ?? {}, { operationId: 'listVehicles' })],
  [
    'operation-4xx-response',
    ({ paths }) => void Object.assign(paths['/vehicles']?.get ?? {}, { responses: { 200: { description: 'Done' } } }),
  ],
  ['no-unresolved-refs', ({ components }) => void Reflect.deleteProperty(components.schemas, 'Vehicle')],
  ['path-parameters-defined', ({ paths }) => void Object.assign(paths['/vehicles/{vehicle_id}']?.get ?? {}, { parameters: [] })],
])('would be told of a fault against %s', async (rule, spoil) => {
  const document = structuredClone(openApiDocument({ app_url }));
  spoil(document);
  expect((await lint(document)).rules).toContain(rule);
});

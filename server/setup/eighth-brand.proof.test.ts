/** The recipe for a brand is true: a copy of the tree gets one more by what the recipe names, and every check of brands holds in it. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { applyRecipe } from '../../e2e/fixtures/eighth-brand/apply-recipe.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));
const recipe = /\*\*A brand over HTTP\*\*[\s\S]*? new ones\./.exec(readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8'))?.[0] ?? '';

const runIn = (cwd: string, bin: string, ...args: string[]) =>
  run(process.execPath, [join(root, 'node_modules', bin), ...args], { cwd, maxBuffer: 64 * 1024 * 1024 }).catch(
    ({ stdout, stderr }: { stdout: string; stderr: string }) => {
      throw new Error(`${bin} ${args.join(' ')}\n${stdout}\n${stderr}`);
    },
  );
const vitest = (cwd: string, ...args: string[]) => runIn(cwd, 'vitest/vitest.mjs', 'run', '--project', 'unit', ...args);

/** Files of an adapter are named by themselves, the fake by its folder. */
const asInRecipe = (path: string): string => {
  const general = path.replaceAll('acmebox', '<brand>').replace(/\/fake\.ts$/, '');
  return general.startsWith('server/adapters/<brand>/') ? general.slice(general.lastIndexOf('/') + 1) : general;
};

const startCopy = () => {
  const copy = mkdtempSync(join(tmpdir(), 'motorpool-recipe-'));
  onTestFinished(() => rmSync(copy, { recursive: true, force: true }));
  return { copy, touched: applyRecipe(copy) };
};

it('an eighth brand over HTTP passes conformance, catalogue, texts and types by the files that the recipe names', async () => {
  const { copy, touched } = startCopy();
  for (const path of [...touched.created, ...touched.changed]) expect(recipe).toContain(asInRecipe(path));
  expect(recipe).toContain(`${touched.changed_lines} lines in ${touched.changed.length} files that exist`);
  expect(recipe).toContain(`${touched.created_lines} in ${touched.created.length} new ones`);

  await vitest(copy, 'server/adapters/conformance/brand-records.test.ts', '-u');
  const checks = [
    'server/adapters/conformance',
    'server/adapters/registry.test.ts',
    'components/docs/brand-matrix.test.ts',
    'lib/catalogue',
  ];
  const { stdout } = await vitest(copy, ...checks, '-t', 'ACMEBOX|registry|catalogue|documents say|page of brands');
  expect(stdout).toMatch(/Tests .*passed/);
  await vitest(
    copy,
    'server/setup/boundaries.test.ts',
    'server/setup/screen-texts.test.ts',
    '-t',
    'a brand is named|cover what comes as data',
  );

  const only = { extends: './tsconfig.json', include: ['lib/catalogue', 'server/adapters', 'e2e/fakes'], exclude: [] };
  writeFileSync(join(copy, 'tsconfig.recipe.json'), JSON.stringify(only));
  await runIn(copy, 'typescript/bin/tsc', '-p', 'tsconfig.recipe.json');
});

it('is noticed when the recipe leaves something out', async () => {
  const { copy } = startCopy();
  rmSync(join(copy, 'server/adapters/acmebox/conformance.fixture.ts'));
  await expect(vitest(copy, 'server/adapters/conformance/brand-records.test.ts')).rejects.toThrow(/acmebox/);
});

import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const config: { forbidden: { name: string }[] } = createRequire(import.meta.url)(join(root, '.dependency-cruiser.cjs'));

/** One violation of each rule: the file that breaks it, and what it imports. */
const violations: Record<string, [file: string, ...imports: string[]][]> = {
  'domain-is-pure': [['lib/domain/a.ts', '#lib/catalogue/target.ts']],
  'catalogue-knows-domain': [['lib/catalogue/a.ts', 'zod']],
  'contract-knows-domain-and-catalogue': [['lib/contract/a.ts', '#lib/client/target.ts']],
  'lib-is-isomorphic': [['lib/client/a.ts', 'node:fs']],
  'lib-is-below': [['lib/client/b.ts', '#server/services/target.ts']],
  'react-only-in-client': [['lib/a.tsx', 'react']],
  'components-know-lib': [['components/a.tsx', '#server/services/target.ts']],
  'components-run-in-browser': [['components/b.tsx', 'node:path']],
  'pages-call-services': [['app/a.ts', '#server/store/target.ts']],
  'adapters-stand-alone': [
    ['server/adapters/first/a.ts', '#server/adapters/second/target.ts'],
    ['server/adapters/first/b.ts', '#server/adapters/registry.ts'],
    ['server/adapters/first/c.ts', '#server/services/target.ts'],
  ],
  'adapter-companions-know-no-brand': [['server/adapters/a.ts', '#server/adapters/second/target.ts']],
  'only-the-registry-knows-brands': [['server/gateway/a.ts', '#server/adapters/second/target.ts']],
  'sql-in-db-and-store': [['server/services/a.ts', 'kysely']],
  'drivers-in-connect': [
    ['server/db/a.ts', 'better-sqlite3'],
    ['server/store/a.ts', 'pg'],
  ],
  'store-is-below': [['server/store/b.ts', '#server/services/target.ts']],
  'db-is-lowest': [['server/db/b.ts', '#server/store/target.ts']],
  'rules-know-no-transport': [
    ['server/services/b.ts', 'hono'],
    ['server/gateway/b.ts', 'next'],
    ['server/services/c.ts', '#server/streams/sse.ts'],
  ],
  'push-server-knows-no-web': [['server/gateway/push-server.ts', '#server/rest/target.ts']],
  'web-calls-no-vendor': [['server/rest/a.ts', './through.ts']],
  'web-cannot-unseal': [['app/b.ts', '#server/rest/through.ts']],
  'web-cannot-seal': [['app/c.ts', '#server/rest/sealing.ts']],
  'gateway-knows-no-accounts': [['server/gateway/d.ts', '#server/services/account-secrets.ts']],
  'fakes-stand-alone': [['e2e/fakes/a.ts', '#server/services/target.ts']],
  'demo-knows-settings': [['e2e/fakes/demo.ts', '#server/services/target.ts']],
  'production-knows-no-tests': [['server/services/d.ts', './target.test.ts']],
  'production-knows-no-bench': [['server/services/e.ts', '../../bench/target.ts']],
  'seed-knows-the-world-alone': [['server/seed/a.ts', '../../bench/target.ts']],
  'no-dev-dependency': [['server/services/f.ts', 'fast-check']],
  resolvable: [['server/services/g.ts', './nowhere.ts']],
  'no-cycles': [['server/services/h.ts', './ring.ts']],
  'no-orphans': [['server/services/alone.ts']],
};

/** What the planted files import, and files that break nothing although they look alike. */
const surroundings: [file: string, ...imports: string[]][] = [
  ['lib/domain/target.ts', 'zod'],
  ['lib/catalogue/target.ts', '#lib/domain/target.ts'],
  ['lib/client/target.ts', 'react', '#lib/domain/target.ts'],
  ['server/services/target.ts', '#lib/domain/target.ts'],
  ['server/services/target.test.ts', 'vitest', 'kysely'],
  ['server/services/ring.ts', './h.ts'],
  ['server/store/target.ts', 'kysely'],
  ['server/db/connect.ts', 'pg', 'better-sqlite3', 'kysely'],
  ['server/adapters/registry.ts', './second/target.ts'],
  ['server/adapters/port.ts', '#lib/domain/target.ts'],
  ['server/adapters/second/target.ts', '../port.ts', '#lib/catalogue/target.ts', 'undici'],
  ['server/streams/sse.ts', 'hono'],
  ['server/rest/target.ts', 'hono', '#server/services/target.ts'],
  ['server/rest/through.ts', '#server/auth/unseal.ts', '#server/adapters/registry.ts'],
  ['server/rest/sealing.ts', '#server/auth/audit-seal.ts'],
  ['server/auth/unseal.ts', 'node:crypto'],
  ['server/auth/audit-seal.ts', 'node:crypto'],
  ['server/auth/identity-seal.ts', 'node:crypto'],
  ['server/services/account-secrets.ts', '#server/auth/identity-seal.ts'],
  ['server/gateway/push-hono.ts', 'hono'],
  ['bench/target.ts', 'pg'],
];

type Found = { from: string; rule: { name: string; severity: string } };
let plant: string;
let found: Found[] = [];

beforeAll(() => {
  plant = mkdtempSync(join(tmpdir(), 'motorpool-boundaries-'));
  for (const name of ['package.json', '.dependency-cruiser.cjs']) cpSync(join(root, name), join(plant, name));
  symlinkSync(join(root, 'node_modules'), join(plant, 'node_modules'));
  for (const [file, ...imports] of [...Object.values(violations).flat(), ...surroundings]) {
    mkdirSync(dirname(join(plant, file)), { recursive: true });
    const lines = imports.map((name, index) =>
      index % 2 === 0 ? `import type { A${index} } from '${name}';` : `export * from '${name}';`,
    );
    writeFileSync(join(plant, file), `${lines.join('\n')}\nexport const value = 1;\n`);
  }
  const program = join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs');
  const rooms = ['app', 'components', 'lib', 'server', 'e2e', 'bench'];
  const result = spawnSync(process.execPath, [program, '--output-type', 'json', ...rooms], {
    cwd: plant,
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  found = JSON.parse(result.stdout).summary.violations;
});

afterAll(() => rmSync(plant, { recursive: true, force: true }));

describe('each boundary', () => {
  it.each(config.forbidden.map((rule) => rule.name))('%s is noticed when it is crossed', (name) => {
    const files = (violations[name] ?? []).map(([file]) => file);
    expect(files).not.toEqual([]);
    const reported = found
      .filter((violation) => violation.rule.name === name && violation.rule.severity === 'error')
      .map((violation) => violation.from);
    expect(reported).toEqual(expect.arrayContaining(files));
  });

  it('lets through what is allowed', () => {
    const innocent = [
      'server/adapters/second/target.ts',
      'server/services/target.test.ts',
      'server/db/connect.ts',
      'server/store/target.ts',
      'server/gateway/push-hono.ts',
      'lib/client/target.ts',
      'bench/target.ts',
    ];
    expect(found.filter((violation) => innocent.includes(violation.from))).toEqual([]);
  });
});

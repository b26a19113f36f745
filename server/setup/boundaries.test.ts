import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { brands } from '#lib/catalogue/brands.ts';

/** Boundaries that lie in the text of a file rather than in its imports. Each law lists the violations it finds in a set of files. */
type SourceFile = { path: string; text: string };
type Law = { title: string; find: (file: SourceFile) => boolean; broken: SourceFile[]; innocent: SourceFile[] };

const root = fileURLToPath(new URL('../../', import.meta.url));
const rooms = ['app', 'components', 'lib', 'server', 'e2e', 'bench'];
const line_limit = 250;
const data_tables = ['lib/catalogue/models/', 'lib/messages/german/', 'lib/contract/openapi/operation-notes.ts', 'server/db/migrations/'];

const is_test = (path: string): boolean => /[.](test|spec|fixture)[.]tsx?$|(^|\/)test-[^/]+[.]ts$/.test(path);
const isIn = (path: string, ...folders: string[]): boolean => folders.some((folder) => path.startsWith(folder));

const brand_literal = new RegExp(`['"\`](${brands.map(({ brand }) => brand).join('|')})['"\`]`);
const append =
  /(insertInto|insertRows|updateTable)\([^)]*?['"](events|audit_log)['"]|(insert\s+into|update)\s+"?(events|audit_log)\b|deleteFrom\(['"]audit_log['"]/i;
const log_writers = ['bench/ingest/append-raw.ts', 'server/store/write.ts', 'server/db/migrations/'];
const dialect_comparison = /[!=]==\s*['"](sqlite|postgres|postgresql|pg)['"]|['"](sqlite|postgres|postgresql|pg)['"]\s*[!=]==/;

const laws: Law[] = [
  {
    title: 'the environment is read by server/config.ts alone',
    find: ({ path, text }) =>
      /process[.]env\b|\benv\b[^;\n]*from ['"]node:process/.test(text) &&
      path !== 'server/config.ts' &&
      !isIn(path, 'e2e/', 'bench/') &&
      !path.endsWith('.mjs'),
    broken: [{ path: 'server/web.ts', text: 'const port = process.env.PORT;' }],
    innocent: [{ path: 'server/config.ts', text: 'process.env' }],
  },
  {
    title: 'a brand is named in the catalogue, in its adapter and in its fake alone',
    find: ({ path, text }) => brand_literal.test(text) && !isIn(path, 'lib/catalogue/', 'server/adapters/', 'e2e/', 'bench/'),
    broken: [{ path: 'server/gateway/ingest.ts', text: `if (brand === '${brands[0]?.brand}') return;` }],
    innocent: [{ path: 'lib/catalogue/brands.ts', text: `brand: '${brands[0]?.brand}'` }],
  },
  {
    title: `no file is longer than ${line_limit} lines, tables of data excepted`,
    find: ({ path, text }) => text.split('\n').length > line_limit + 1 && !isIn(path, ...data_tables),
    broken: [{ path: 'server/services/vehicles.ts', text: 'a;\n'.repeat(line_limit + 1) }],
    innocent: [{ path: 'server/services/vehicles.ts', text: 'a;\n'.repeat(line_limit) }],
  },
  {
    title: 'events and audit entries are appended by store/write.ts alone, and nothing rewrites them',
    find: ({ path, text }) => append.test(text) && !isIn(path, ...log_writers),
    broken: [
      { path: 'server/services/vehicles.ts', text: "tx.insertInto('events').values(row)" },
      { path: 'server/store/commands.ts', text: "dialect.insertRows(tx, 'audit_log', columns, rows)" },
      { path: 'server/store/commands.ts', text: 'sql`INSERT INTO audit_log VALUES (1)`' },
    ],
    innocent: [
      { path: 'server/store/write.ts', text: "tx.insertInto('events')" },
      { path: 'server/store/events.ts', text: "db.selectFrom('events')" },
    ],
  },
  {
    title: 'the kind of database is compared in server/db alone',
    find: ({ path, text }) => dialect_comparison.test(text) && !isIn(path, 'server/db/', 'bench/'),
    broken: [{ path: 'server/store/vehicles.ts', text: "if (dialect.name === 'sqlite') return;" }],
    innocent: [{ path: 'server/db/dialect.ts', text: "kind === 'sqlite'" }],
  },
  {
    title: 'every exported server action is made by an action door',
    find: ({ text }) =>
      /^['"]use server['"]/.test(text) &&
      [...text.matchAll(/^export (.*)$/gm)].some(([, rest]) => !/^const \w+ = define\w*Action\b/.test(rest ?? '')),
    broken: [{ path: 'app/x/actions.ts', text: "'use server';\nexport async function deleteVehicle() {}" }],
    innocent: [{ path: 'app/x/actions.ts', text: "'use server';\nexport const deleteVehicle = defineAction(operation, service);" }],
  },
  {
    title: 'there are no inline server actions',
    find: ({ path, text }) => /^\s+['"]use server['"]/m.test(text) && isIn(path, 'app/', 'components/'),
    broken: [{ path: 'app/page.tsx', text: "async function save() {\n  'use server';\n}" }],
    innocent: [{ path: 'app/actions.ts', text: "'use server';" }],
  },
  {
    title: 'there are no folders of leftovers',
    find: ({ path }) => /(^|\/)(utils?|helpers?|common|misc|shared)\//.test(path),
    broken: [{ path: 'lib/utils/format.ts', text: '' }],
    innocent: [{ path: 'lib/domain/event.ts', text: '' }],
  },
];

const files: SourceFile[] = rooms
  .flatMap((room) => listSources(room))
  .filter((path) => !is_test(path))
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

describe.each(laws)('$title', ({ find, broken, innocent }) => {
  it('is noticed when it is broken, and only then', () => {
    expect(broken.map((file) => find(file))).toEqual(broken.map(() => true));
    expect(innocent.map((file) => find(file))).toEqual(innocent.map(() => false));
  });

  it('holds', () => {
    expect(files.filter((file) => find(file)).map(({ path }) => path)).toEqual([]);
  });
});

it('looks at the whole house', () => {
  expect(files.length).toBeGreaterThan(100);
});

function listSources(folder: string): string[] {
  const entries = readdirSync(join(root, folder), { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && /[.](ts|tsx|mjs)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length).replaceAll('\\', '/'));
}

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type ReadText, reachFrom } from './browser-imports.fixture.ts';

/** What reaches the browser is a matter of imports: these laws keep heavy packages out of it before anyone measures a build. */
const root = fileURLToPath(new URL('../../', import.meta.url));
const readText: ReadText = (path) => (existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : undefined);

const is_test = /[.](test|fixture)[.]tsx?$/;
const sourcesIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /[.]tsx?$/.test(path) && !is_test.test(path))
    .map((path) => `${folder}/${path}`);

const isClientEntry = (path: string): boolean =>
  path.startsWith('lib/client/') || /^(\/\/.*\n|\s)*['"]use client['"]/.test(readText(path) ?? '');
const client_entries = ['app', 'components', 'lib/client'].flatMap(sourcesIn).filter(isClientEntry);

/** What a visitor of the fleet page loads before anything is asked for: each is worth several kB, and none is needed to draw the list. */
const first_files = [
  'app/layout.tsx',
  'app/error.tsx',
  'app/global-error.tsx',
  'app/not-found.tsx',
  'app/(fleet)/layout.tsx',
  'app/(fleet)/fleet/page.tsx',
];
const later_packages = [
  'zod',
  'radix-ui',
  'cmdk',
  'sonner',
  '@tanstack/react-query',
  '@tanstack/react-virtual',
  'maplibre-gl',
  'next-auth',
];
const later_files = [
  'components/ui/icon.tsx',
  'components/docs/problem-advice.ts',
  'components/docs/problem-advice-german.ts',
  'components/shell/command-palette.tsx',
  'components/shell/palette-groups.ts',
  'components/shell/nav.ts',
  'components/shell/nav-icons.ts',
  'components/shell/restore-notice.tsx',
  'components/states/failed.tsx',
  'components/shell/focus-keeper.ts',
  'components/fleet/facets.ts',
  'components/fleet/more-columns.tsx',
  'components/fleet/marked-vehicles.tsx',
  'lib/contract/routes.ts',
  'lib/client/count-facet.ts',
  'lib/client/local-fleet.ts',
  'lib/client/fleet-store.ts',
  'lib/client/fleet-view.ts',
  'lib/client/past-fleet.ts',
  'lib/client/fleet-worker/remote-fleet.ts',
  'lib/display/state.ts',
  'lib/display/event.ts',
  'lib/contract/operations.ts',
];

describe('what the browser loads', () => {
  it('finds the files that run in the browser', () => {
    expect(client_entries.length).toBeGreaterThan(100);
    expect(client_entries).toContain('components/fleet/fleet-table.tsx');
    expect(client_entries).toContain('app/error.tsx');
  });

  it('never holds zod: what screens need of the domain and the contract is plain data', () => {
    const { packages, files } = reachFrom(client_entries, readText, { later: true });
    expect(files).toContain('lib/domain/problem.ts');
    expect(packages.get('zod')).toBeUndefined();
  });

  it('never holds the catalogue of texts, which pages hand over as data', () => {
    const { files } = reachFrom(client_entries, readText, { later: true });
    expect(files).toContain('lib/messages/text.ts');
    expect([...files.keys()].filter((path) => /^lib[/]messages[/](german|dictionary)/.test(path))).toEqual([]);
  });

  it('holds at first, on the fleet page, nothing that a gesture or the map fetches', () => {
    const { packages, files } = reachFrom(first_files, readText, { later: false });
    expect(files).toContain('components/fleet/fleet-table.tsx');
    expect(Object.fromEntries(later_packages.flatMap((name) => (packages.has(name) ? [[name, packages.get(name)]] : [])))).toEqual({});
    expect(later_files.filter((path) => files.has(path))).toEqual([]);
    expect(later_files.filter((path) => readText(path) === undefined)).toEqual([]);
  });
});

describe('the law of what the browser loads', () => {
  const files: Record<string, string> = {
    'components/form.tsx': "'use client';\nimport { check } from '#lib/check.ts';\nexport const Form = () => check;",
    'lib/check.ts': "export * from './schema.ts';",
    'lib/schema.ts': "import { z } from 'zod';\nexport const check = z.string();",
    'components/lazy.tsx': "'use client';\nexport const load = () => import('#lib/schema.ts');",
    'components/plain.tsx':
      "'use client';\nimport type { Check } from '#lib/schema.ts';\nimport { type Other } from '#lib/schema.ts';\nimport { act } from './actions.ts';",
    'components/actions.ts': "'use server';\nimport { z } from 'zod';",
    'app/page.tsx': "import { drawn } from '#components/drawn.tsx';",
    'components/drawn.tsx': "import 'server-only';\nimport { z } from 'zod';",
  };
  const reach = (path: string, later = true) => reachFrom([path], (wanted) => files[wanted], { later }).packages;

  it('sees zod behind a chain of imports, and names the chain', () => {
    expect(reach('components/form.tsx').get('zod')).toBe('components/form.tsx → lib/check.ts → lib/schema.ts');
  });

  it('sees zod that is fetched later where that counts', () => {
    expect(reach('components/lazy.tsx').has('zod')).toBe(true);
    expect(reach('components/lazy.tsx', false).has('zod')).toBe(false);
  });

  it('passes over types and what runs on the server', () => {
    expect(reach('components/plain.tsx').has('zod')).toBe(false);
    expect(reach('app/page.tsx').has('zod')).toBe(false);
  });
});

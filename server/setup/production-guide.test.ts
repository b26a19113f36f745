/** The operator's guide and the files that it hands out name what there is: a command, setting, file, address or metric that was renamed is missed here. */
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { live_path } from '#lib/contract/live.ts';
import { stream_path } from '#lib/contract/public-events.ts';
import { routes } from '#lib/contract/routes.ts';
import { mail_settings } from '#server/mail/mail-place.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const all = (text: string, pattern: RegExp): string[] =>
  [...new Set([...text.matchAll(pattern)].map(([whole, part]) => part ?? whole))].sort();

const guide = read('docs/production.md');
const units = readdirSync(join(root, 'deploy/systemd')).map((name) => `deploy/systemd/${name}`);
const handed_out = globSync('deploy/**/*', { cwd: root, withFileTypes: true })
  .filter((one) => one.isFile())
  .map((one) => join(one.parentPath, one.name).slice(root.length));
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
const settings = [...all(read('server/config.ts'), /^ {2}([A-Z][A-Z_]+):/gm), ...Object.keys(mail_settings)];

/** What systemd gives and takes besides. */
const other_words = /^(CREDENTIALS_DIRECTORY|AF_[A-Z]+)$/;

describe('the production guide', () => {
  it('names settings that are read, as do the units', () => {
    const named = (text: string) => all(text, /\b[A-Z][A-Z]*(?:_[A-Z]+)+\b/g).filter((word) => !other_words.test(word));
    expect(named(guide).length).toBeGreaterThan(10);
    for (const text of [guide, ...units.map(read), read('deploy/motorpool')])
      expect(named(text).filter((word) => !settings.includes(word))).toEqual([]);
  });

  it('leaves no setting out of the README, which it refers to', () => {
    const readme = read('README.md');
    const family = (name: string) => name.replace(/_[A-Z]+$/, '_…');
    expect(settings.filter((name) => !readme.includes(name) && !readme.includes(family(name)))).toEqual([]);
  });

  it('names commands that there are, with options that they take', () => {
    const commands = all(guide, /npm run ([a-z:-]+)/g);
    expect(commands.length).toBeGreaterThan(2);
    expect(commands.filter((name) => !scripts[name])).toEqual([]);
    const lines = [...guide.matchAll(/deploy\/motorpool ([a-z][a-z-]+)([^\n`]*)/g)];
    expect(lines.length).toBeGreaterThan(2);
    for (const [line, name = '', rest = ''] of lines) {
      expect(existsSync(join(root, `server/${name}.ts`)), line).toBe(true);
      const source = read(`server/${name}.ts`);
      for (const option of all(rest, /--([a-z][a-z-]+)/g)) expect(source, line).toMatch(new RegExp(`\\b${option}\\b`));
    }
  });

  it('names files that there are, and every file that operators are given', () => {
    const named = all(guide, /(?<![\w/-])(?:\/opt\/motorpool\/)?((?:deploy|server|bench)\/[\w@*.-]+(?:\/[\w@*.-]+)*)/g);
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((path) => globSync(path, { cwd: root }).length === 0)).toEqual([]);
    const mentioned = (path: string) =>
      guide.includes(path) || named.some((one) => one.includes('*') && globSync(one, { cwd: root }).includes(path));
    expect(handed_out.length).toBeGreaterThan(8);
    expect(handed_out.filter((path) => !mentioned(path))).toEqual([]);
  });

  it('has units that run what there is, and every unit that it starts', () => {
    for (const unit of units.map(read))
      for (const path of all(unit, /(?:node|\/opt\/motorpool\/)\s?(server\/[\w.-]+)/g))
        expect(existsSync(join(root, path)), path).toBe(true);
    const started = all(guide, /\bmotorpool-(?:gateway|web|backup)[\w-]*(?:@|[.]timer)/g);
    expect(started.length).toBeGreaterThan(3);
    expect(started.filter((name) => !existsSync(join(root, `deploy/systemd/${name.endsWith('@') ? `${name}.service` : name}`)))).toEqual(
      [],
    );
  });

  it('tells of every key, and hides from web and gateway keys that there are', () => {
    const keys = all(read('server/auth/keys.ts'), /'([a-z-]+[.]key)'/g);
    expect(keys.length).toBeGreaterThan(4);
    expect(keys.filter((name) => !guide.includes(`\`${name}\``))).toEqual([]);
    const hidden = units.flatMap((path) => all(read(path), /^InaccessiblePaths=-\/var\/lib\/motorpool\/keys\/(.*)$/gm));
    expect(hidden.length).toBeGreaterThan(1);
    expect(hidden.filter((name) => !keys.includes(name))).toEqual([]);
  });

  it('names addresses of the API that there are', () => {
    const paths = Object.values(routes).map(({ method, path }) => `${method} ${path}`);
    for (const asked of all(guide, /`((?:GET|POST|PUT|PATCH|DELETE) \/[\w/-]+)`/g)) expect(paths).toContain(asked.replace('/api/v1', ''));
    const known = [...Object.values(routes).map(({ path }) => `/api/v1${path}`), `/api/v1${stream_path}`, live_path];
    const proxies = handed_out.filter((path) => path.includes('proxy/')).map(read);
    const named = all([guide, ...proxies].join('\n'), /\/api\/v1\/[a-z/-]+/g);
    expect(named.length).toBeGreaterThan(2);
    expect(named.filter((path) => !known.includes(path))).toEqual([]);
  });
});

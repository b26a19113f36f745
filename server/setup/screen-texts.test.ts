import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { german } from '#lib/messages/german.ts';
import { bareTexts } from './screen-texts.fixture.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const sourcesIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /[.]tsx?$/.test(path) && !/[.](test|fixture)[.]tsx?$/.test(path))
    .map((path) => `${folder}/${path}`);
const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** The documents for engineers are written in English alone. */
const english_only = ['components/docs/', 'app/docs/'];
/** Proper names and file formats. */
const same_everywhere = /^(Motorpool|CSV|JSON|VIN)$/;

/** Areas whose texts are not in the catalogue yet. */
const untranslated = [
  'app/',
  'components/admin/',
  'components/archive/',
  'components/auth/',
  'components/fleet/',
  'components/lifecycle/',
  'components/map/',
  'components/vehicle/',
];

const placeholders = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).sort();

describe('texts of the screens', () => {
  const screens = ['app', 'components'].flatMap(sourcesIn).filter((path) => path.endsWith('.tsx'));
  const checked = screens.filter((path) => ![...english_only, ...untranslated].some((folder) => path.startsWith(folder)));

  it.each(checked)('come from the catalogue: %s', (path) => {
    expect(bareTexts(read(path)).filter((text) => !same_everywhere.test(text))).toEqual([]);
  });

  it('are all said somewhere', () => {
    const source = ['app', 'components', 'lib/client', 'lib/display', 'lib/catalogue', 'lib/domain', 'server/pages']
      .flatMap(sourcesIn)
      .map(read)
      .join('\n');
    const written = (message: string) => [`'${message.replaceAll("'", "\\'")}'`, `"${message}"`];
    expect(Object.keys(german).filter((message) => !written(message).some((form) => source.includes(form)))).toEqual([]);
  });

  it('have the same placeholders in German', () => {
    const unlike = Object.entries(german).filter(([message, text]) => placeholders(message).join() !== placeholders(text).join());
    expect(unlike).toEqual([]);
  });

  it('find what is written into elements', () => {
    const source = 'export const A = () => <p title="Plate" className="Plate">Hello {name} <b aria-label={t("Plate")}>{"—"}</b></p>;';
    expect(bareTexts(source).sort()).toEqual(['Hello', 'Plate']);
  });
});

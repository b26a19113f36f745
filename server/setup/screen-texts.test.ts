import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { brands } from '#lib/catalogue/brands.ts';
import { models } from '#lib/catalogue/catalogue.ts';
import { preset_names } from '#lib/domain/access.ts';
import { problems } from '#lib/domain/problem.ts';
import { german } from '#lib/messages/german.ts';
import { bareTexts } from './screen-texts.fixture.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const sourcesIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /[.]tsx?$/.test(path) && !/[.](test|fixture)[.]tsx?$/.test(path))
    .map((path) => `${folder}/${path}`);
const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** The documents for engineers are written in English alone; the page that stands in for all others says both languages itself. */
const with_words = ['components/docs/', 'app/docs/', 'app/global-error.tsx'];
/** Proper names, fonts and file formats. */
const same_everywhere = /^(Motorpool|CSV|JSON|VIN|IMEI|QNR|Noto Sans \w+|Natural Earth .*)$/;

const isMessage = (text: string): boolean => Object.hasOwn(german, text);
const placeholders = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).sort();

describe('texts of the screens', () => {
  const screens = ['app', 'components'].flatMap(sourcesIn).filter((path) => !/[.]d[.]ts$/.test(path));
  const checked = screens.filter((path) => !with_words.some((folder) => path.startsWith(folder)));

  it.each(checked)('come from the catalogue: %s', (path) => {
    expect(bareTexts(read(path), isMessage, path.endsWith('.tsx')).filter((text) => !same_everywhere.test(text))).toEqual([]);
  });

  it('are all said somewhere', () => {
    const source = ['app', 'components', 'lib/client', 'lib/display', 'lib/catalogue', 'lib/domain', 'server']
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

  it('stand in one area alone, so that one English text never reads differently in two places', async () => {
    const areas = readdirSync(join(root, 'lib/messages/german')).map((file) => read(`lib/messages/german/${file}`));
    const written = areas.flatMap((source) =>
      [...source.matchAll(/^ {2}(?:'(.*?)'|"(.*?)"|(\w+)):/gm)].map(([, a, b, c]) => a ?? b ?? c ?? ''),
    );
    expect(written.length).toBeGreaterThan(500);
    expect(written.filter((message, index) => written.indexOf(message) !== index)).toEqual([]);
  });

  it('cover what comes as data: titles of problems, presets, labels of the catalogue of brands', () => {
    const labels = brands.flatMap(({ credential_fields, unit_id_label }) => [
      unit_id_label,
      ...credential_fields.flatMap(({ label, hint }) => (hint ? [label, hint] : [label])),
    ]);
    const accessories = models.flatMap(({ extensions }) => extensions.map(({ name }) => name));
    const titles = Object.values(problems).map(({ title }) => title);
    const data = [...labels, ...accessories, ...titles, ...preset_names].filter((text) => !same_everywhere.test(text));
    expect(data.filter((text) => !isMessage(text))).toEqual([]);
  });
});

describe('the law of texts', () => {
  it('finds what is written into elements', () => {
    const source = 'export const A = () => <p title="Plate" className="Plate">Hello {name} <b aria-label={t("Plate")}>{"—"}</b></p>;';
    expect(bareTexts(source).sort()).toEqual(['Hello', 'Plate']);
  });

  it.each([
    ["<p>{'Hello'}</p>", ['Hello']],
    ["<p>{late ? 'Late' : on_time && 'On time'}</p>", ['Late', 'On time']],
    [`<p>{\`\${count} vehicles\`}</p>`, ['vehicles']],
    ["<b title={name ?? 'Nobody'} key={'Nobody'} />", ['Nobody']],
    ["<p>{t(late ? 'Late' : 'On time')} {kind === 'Late' && '–'}</p>", []],
  ])('finds what an expression may say: %s', (element, words) => {
    expect(bareTexts(`export const A = () => ${element};`).sort()).toEqual(words);
  });

  it('finds short messages and what waits in tables, but no message that screens translate', () => {
    const source = "notify.done('Saved'); notify.warn(t('Lost')); const table = { label: 'Plate', hint: 'Known', title: 'font-medium' };";
    expect(bareTexts(source, (text) => text === 'Known')).toEqual(['Saved', 'Plate']);
  });

  it('finds sentences wherever they stand, but for errors that nobody reads on a screen', () => {
    const source = `const a = (long = 'Choose one of them') => { if (!long) throw new Error('This cannot be'); return \`Erased from \${long}\`; };`;
    expect(bareTexts(source)).toEqual(['Choose one of them', 'Erased from']);
  });
});

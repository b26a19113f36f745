import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { german } from '#lib/messages/german.ts';
import { createText } from '#lib/messages/text.ts';
import { sayDetail, setup_details } from './setup-detail.ts';

const server = fileURLToPath(new URL('../../server/', import.meta.url));
const text = createText('de', german);

/** Sentences in the sources of those who tell details, with what they put in as placeholders. */
const sentencesOf = (source: string): string[] =>
  [...source.matchAll(/'([A-Z][^'\n]*[.])'|"([A-Z][^"\n]*[.])"|`((?:\$\{|[A-Z])[^`\n]*[.])`/g)].map(([, a, b, c]) => a ?? b ?? c ?? '');

it('knows every detail that can be told', () => {
  const adapters = readdirSync(`${server}adapters`).map((folder) => `${server}adapters/${folder}/attach.ts`);
  const sources = [...adapters.filter((path) => existsSync(path)), `${server}gateway/unit-setups.ts`];
  const told = sources.flatMap((path) => sentencesOf(readFileSync(path, 'utf8')));
  expect(told.length).toBeGreaterThanOrEqual(setup_details.length);
  const filled = told.map((sentence) => sentence.replaceAll(/\$\{[^}]*\}/g, '7'));
  expect(filled.filter((sentence) => sayDetail(sentence, text) === sentence)).toEqual([]);
});

it('puts numbers and names in, and leaves what it does not know', () => {
  expect(sayDetail('2 of 4 services are active. The car must be reached and started once.', text)).toBe(
    '2 von 4 Diensten sind aktiv. Das Auto muss erreicht und einmal gestartet werden.',
  );
  expect(sayDetail('The manufacturer offers no service for doors-lock, rental-end on this car.', text)).toContain('doors-lock, rental-end');
  expect(sayDetail('Something new.', text)).toBe('Something new.');
});

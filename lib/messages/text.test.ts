import { describe, expect, it } from 'vitest';
import { dictionaryOf } from './dictionary.ts';
import { pickLanguage } from './language.ts';
import { createText } from './text.ts';

describe('text', () => {
  const english = createText('en');
  const german = createText('de', dictionaryOf('de'));

  it('says a message in the language of the reader', () => {
    expect(english.t('Sign out')).toBe('Sign out');
    expect(german.t('Sign out')).toBe('Abmelden');
  });

  it('fills placeholders and leaves alone what it was not given', () => {
    expect(english.t('Go to {page}', { page: 'Fleet' })).toBe('Go to Fleet');
    expect(german.t('Go to {page}', { page: '{name}' })).toBe('Zu {name}');
    expect(german.t('Go to {page}', {})).toBe('Zu {page}');
  });

  it('writes numbers and ages as the language does', () => {
    expect(german.formatNumber(12_345.6, 'km', 1)).toBe('12.345,6\u00a0km');
    expect(german.formatAge(0, 120_000)).toBe('vor 2\u00a0min');
    expect(german.formatAge(0, 3 * 86_400_000)).toBe('vor 3\u00a0Tagen');
    expect(german.formatDuration(3 * 86_400_000)).toBe('3\u00a0Tg');
    expect(german.translate('Permission missing')).toBe('Recht fehlt');
    expect(german.translate('What nobody translated.')).toBe('What nobody translated.');
    expect(english.formatAge(120_000, 0)).toBe('in 2\u00a0min');
  });
});

describe('the language of a page', () => {
  it.each([
    ['de', 'en-GB,en;q=0.9', 'de'],
    [undefined, 'de-AT,de;q=0.9,en;q=0.8', 'de'],
    [undefined, 'fr;q=1, en;q=0.2, de;q=0.5', 'de'],
    [undefined, 'fr', 'en'],
    ['xx', null, 'en'],
  ])('chosen %s, wished %s: %s', (chosen, wished, expected) => {
    expect(pickLanguage(chosen, wished)).toBe(expected);
  });
});

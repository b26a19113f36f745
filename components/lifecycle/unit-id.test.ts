import { describe, expect, it } from 'vitest';
import { brands } from '#lib/catalogue/brands.ts';
import { createText } from '#lib/messages/text.ts';
import { describeUnitId, judgeUnitId, normaliseUnitId } from './unit-id.ts';

const text = createText('en');

const imei = '^[0-9]{15}$';
const hex = '^[0-9A-F]{16}$';

describe('unit ids', () => {
  it('reads pasted groups and small letters', () => {
    expect(normaliseUnitId(' 3563 0704 2441 013\n')).toBe('356307042441013');
    expect(judgeUnitId('00a1 b2c3 d4e5 f607', hex, text)).toEqual({ kind: 'complete' });
  });

  it('tells unfinished from wrong', () => {
    expect(judgeUnitId('', imei, text)).toEqual({ kind: 'empty' });
    expect(judgeUnitId('35630704', imei, text)).toEqual({ kind: 'short', message: '8 of 15.' });
    expect(judgeUnitId('35630704O', imei, text)).toEqual({ kind: 'wrong', message: '“O” cannot stand there.' });
    expect(judgeUnitId('3563070424410130', imei, text)).toEqual({ kind: 'wrong', message: '1 too many.' });
    expect(judgeUnitId('G', hex, text)).toMatchObject({ kind: 'wrong' });
  });

  it('tests patterns of another form as a whole', () => {
    expect(judgeUnitId('ab', '^(AB|CD)$', text)).toEqual({ kind: 'complete' });
    expect(judgeUnitId('A', '^(AB|CD)$', text).kind).toBe('short');
    expect(describeUnitId('^(AB|CD)$', text)).toBe('As printed on the unit.');
  });

  it('judges each place of an id that has two parts', () => {
    const vin = '^[A-HJ-NPR-Z0-9]{13}[0-9]{4}$';
    expect(judgeUnitId('w1k2062161f123456', vin, text)).toEqual({ kind: 'complete' });
    expect(judgeUnitId('W1K2062161F12A', vin, text)).toMatchObject({ kind: 'wrong', message: '“A” cannot stand there.' });
    expect(judgeUnitId('W1O', vin, text)).toMatchObject({ kind: 'wrong' });
    expect(describeUnitId(vin, text)).toBe('17 characters: digits and capital letters but I, O and Q, the last 4 digits.');
  });

  it.each(brands)('$brand: the catalogue’s pattern can be told in words', ({ unit_id_pattern }) => {
    expect(describeUnitId(unit_id_pattern, text)).toMatch(/^\d+ (digits|characters: .+)\.$/);
  });
});

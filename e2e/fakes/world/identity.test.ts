import { expect, it } from 'vitest';
import { drawImei, drawUnique, drawVin, imeiCheckDigit, vinCheckCharacter } from './identity.ts';
import { createRandom } from './random.ts';

it('computes check characters of published examples', () => {
  expect(vinCheckCharacter('1M8GDM9AXKP042788')).toBe('X');
  expect(vinCheckCharacter('11111111111111111')).toBe('1');
  expect(imeiCheckDigit('49015420323751')).toBe('8');
});

it('draws numbers that pass their own checks', () => {
  const random = createRandom(9);
  for (let round = 0; round < 50; round += 1) {
    const vin = drawVin(random, 'WVW');
    expect(vin).toMatch(/^WVW[A-HJ-NPR-Z0-9]{14}$/);
    expect(vinCheckCharacter(vin)).toBe(vin[8]);
    const imei = drawImei(random, '35250308');
    expect(imei).toMatch(/^35250308\d{7}$/);
    expect(imeiCheckDigit(imei.slice(0, 14))).toBe(imei[14]);
  }
});

it('never repeats a unique value and gives up when all are taken', () => {
  const used = new Set<string>();
  let next = 0;
  const drawOne = () => String((next++ >> 1) % 3);
  expect([1, 2, 3].map(() => drawUnique(used, drawOne))).toEqual(['0', '1', '2']);
  expect(() => drawUnique(used, drawOne)).toThrow(RangeError);
});

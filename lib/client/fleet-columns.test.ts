import { describe, expect, it } from 'vitest';
import { fleetRecord, start_ms } from './fleet.fixture.ts';
import { createFleetColumns } from './fleet-columns.ts';
import { rowOfRecord } from './fleet-row.ts';

const rowOf = (index: number) =>
  rowOfRecord(fleetRecord({ id: `V${index}`, brand: `Brand ${index % 3}`, energy: index, lat: index }), start_ms);

describe('fleet columns', () => {
  it('hold what rows say, however many come later', () => {
    const columns = createFleetColumns([rowOf(0)]);
    for (let slot = 1; slot < 100; slot++) columns.put(slot, rowOf(slot));
    const brandOf = (slot: number) => columns.values('brand')[columns.codes('brand')[slot] ?? -1];
    expect([columns.length(), columns.values('brand').length]).toEqual([100, 3]);
    expect([brandOf(0), brandOf(17), brandOf(98)]).toEqual(['Brand 0', 'Brand 2', 'Brand 2']);
    expect([columns.numbers().energy[0], columns.numbers().energy[99], columns.numbers().lat[64]]).toEqual([0, 99, 64]);
    expect(columns.search[42]).toContain('v42');
  });

  it('know that a vehicle went, and that a value is missing', () => {
    const columns = createFleetColumns([rowOf(0), undefined]);
    columns.put(0, undefined);
    columns.put(2, rowOfRecord(fleetRecord({ id: 'V2' }), start_ms));
    expect([...columns.present().slice(0, 3)]).toEqual([0, 0, 1]);
    expect([columns.search[0], columns.numbers().energy[2], columns.numbers().contact_ms[2]]).toEqual(['', Number.NaN, Number.NaN]);
  });
});

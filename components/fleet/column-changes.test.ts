import { describe, expect, it } from 'vitest';
import type { ChosenColumn } from '#lib/client/column-choice.ts';
import { moveColumn, resizeColumn, shiftColumn, toggleColumn } from './column-changes.ts';

const columns: readonly ChosenColumn[] = [{ id: 'status' }, { id: 'plate', width_px: 90 }, { id: 'field.deck' }];
const idsOf = (list: readonly ChosenColumn[]) => list.map(({ id }) => id).join(' ');

describe('columns of the table', () => {
  it('move by their place, not beyond the ends, and keep their width', () => {
    expect(idsOf(moveColumn(columns, 'field.deck', 0))).toBe('field.deck status plate');
    expect(moveColumn(columns, 'plate', 9)).toEqual([{ id: 'status' }, { id: 'field.deck' }, { id: 'plate', width_px: 90 }]);
    expect(idsOf(shiftColumn(columns, 'status', 1))).toBe('plate status field.deck');
    expect(idsOf(shiftColumn(columns, 'status', -1))).toBe('status plate field.deck');
    expect(moveColumn(columns, 'vin', 1)).toBe(columns);
  });

  it('take a width within limits', () => {
    expect(resizeColumn(columns, 'status', 120.4)[0]).toEqual({ id: 'status', width_px: 120 });
    expect(resizeColumn(columns, 'status', 1)[0]).toEqual({ id: 'status', width_px: 48 });
  });

  it('come and go, but one stays', () => {
    expect(idsOf(toggleColumn(columns, 'vin'))).toBe('status plate field.deck vin');
    expect(idsOf(toggleColumn(columns, 'plate'))).toBe('status field.deck');
    expect(toggleColumn([{ id: 'plate' }], 'plate')).toEqual([{ id: 'plate' }]);
  });
});

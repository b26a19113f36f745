import { describe, expect, it } from 'vitest';
import { createText } from '#lib/messages/text.ts';
import { conflictingKeys, customFieldsPatch, rowErrors, rowsOf, undoPatch } from './custom-field-rows.ts';

const text = createText('en');

const stored = { seats: '2', color: 'black' };
const [seats, color] = rowsOf(stored);
if (!seats || !color) throw new Error('two rows expected');

describe('the patch of custom fields', () => {
  it('is empty while nothing differs', () => expect(customFieldsPatch(stored, rowsOf(stored))).toEqual({}));

  it('adds, changes and removes, and leaves the rest alone', () => {
    expect(customFieldsPatch(stored, [seats, color, { id: 'new', key: 'depot', value: 'North' }])).toEqual({ depot: 'North' });
    expect(customFieldsPatch(stored, [{ ...seats, value: '4' }, color])).toEqual({ seats: '4' });
    expect(customFieldsPatch(stored, [color])).toEqual({ seats: null });
  });

  it('renames by removing and adding, even when two swap their names', () => {
    expect(customFieldsPatch(stored, [{ ...seats, key: 'places' }, color])).toEqual({ seats: null, places: '2' });
    expect(
      customFieldsPatch(stored, [
        { ...seats, key: 'color' },
        { ...color, key: 'seats' },
      ]),
    ).toEqual({ color: '2', seats: 'black' });
  });

  it('never touches a field that someone else added meanwhile', () => {
    const patch = customFieldsPatch(stored, [{ ...seats, value: '4' }, color]);
    expect(Object.keys(patch)).not.toContain('theirs');
    expect(conflictingKeys(stored, { ...stored, theirs: 'x' }, patch)).toEqual([]);
    expect(conflictingKeys(stored, { ...stored, seats: '5' }, patch)).toEqual(['seats']);
    expect(conflictingKeys(stored, { ...stored, seats: '4' }, patch)).toEqual([]);
  });
});

describe('errors of custom field rows', () => {
  it('stand at their row', () => {
    const rows = [seats, { ...color, key: 'seats' }, { id: 'new 1', key: 'has space', value: 'x'.repeat(256) }];
    const errors = rowErrors(rows, text);
    expect(errors.seats?.key).toContain('Another');
    expect(errors.color?.key).toContain('Another');
    expect(errors['new 1']).toMatchObject({ key: expect.stringContaining('Letters'), value: expect.stringContaining('255') });
    expect(rowErrors(rowsOf(stored), text)).toEqual({});
  });
});

describe('the patch that takes one back', () => {
  const before = { seats: '2', color: 'black' };
  const patch = { seats: '4', color: null, depot: 'North' };

  it('gives every field its former value', () => {
    expect(undoPatch(patch, before, { seats: '4', depot: 'North' })).toEqual({ seats: '2', color: 'black', depot: null });
  });

  it('leaves alone what somebody has changed since', () => {
    expect(undoPatch(patch, before, { seats: '5', color: 'red', depot: 'North' })).toEqual({ depot: null });
  });
});

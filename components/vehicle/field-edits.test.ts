import { describe, expect, it } from 'vitest';
import { createText } from '#lib/messages/text.ts';
import { changedFields, conflictingFields, editField, type FieldEdits, keepEdit, shownValue } from './field-edits.ts';
import { masterDataPatch, masterDataTexts, undoMasterData } from './master-data-form.ts';
import { vehicle } from './vehicle.fixture.ts';

const english = createText('en');

const live = { license_plate: 'RKL-832', remark: '' };
type Field = keyof typeof live;
const none: FieldEdits<Field> = {};

describe('a form over values that others may change', () => {
  it('holds touched fields alone; the others follow', () => {
    const edits = editField(none, live, 'remark', 'scratched');
    const theirs = { ...live, license_plate: 'NEW-1' };
    expect(shownValue(edits, theirs, 'license_plate')).toBe('NEW-1');
    expect(shownValue(edits, theirs, 'remark')).toBe('scratched');
    expect(changedFields(edits, theirs)).toEqual(['remark']);
    expect(conflictingFields(edits, theirs)).toEqual([]);
  });

  it('forgets a field when the old text is typed back', () => {
    const edits = editField(editField(none, live, 'license_plate', 'RKL-83'), live, 'license_plate', 'RKL-832');
    expect(edits).toEqual({});
  });

  it('notices when someone else wrote into a touched field', () => {
    const edits = editField(none, live, 'license_plate', 'MINE');
    const theirs = { ...live, license_plate: 'THEIRS' };
    expect(conflictingFields(edits, theirs)).toEqual(['license_plate']);
    expect(conflictingFields(keepEdit(edits, theirs, 'license_plate'), theirs)).toEqual([]);
    expect(changedFields(keepEdit(edits, theirs, 'license_plate'), theirs)).toEqual(['license_plate']);
    expect(editField(edits, theirs, 'license_plate', 'THEIRS')).toEqual({});
  });

  it('has nothing to save or to settle when both wrote the same', () => {
    const edits = editField(none, live, 'license_plate', 'SAME');
    const theirs = { ...live, license_plate: 'SAME' };
    expect(changedFields(edits, theirs)).toEqual([]);
    expect(conflictingFields(edits, theirs)).toEqual([]);
  });
});

describe('the patch of the master data', () => {
  const texts = masterDataTexts(vehicle());
  const edit = (field: keyof typeof texts, text: string) => editField({}, texts, field, text);

  it('names changed fields alone, and removes emptied ones', () => {
    expect(masterDataPatch(edit('custom_name', '  Blue one '), texts, english)).toEqual({ ok: true, patch: { custom_name: 'Blue one' } });
    expect(masterDataPatch(edit('license_plate', ''), texts, english)).toEqual({ ok: true, patch: { license_plate: null } });
    expect(masterDataPatch({}, texts, english)).toEqual({ ok: true, patch: {} });
    expect(masterDataPatch(edit('year_of_production', '2024'), texts, english)).toEqual({ ok: true, patch: { year_of_production: 2024 } });
  });

  it('says at which field what is wrong', () => {
    const draft = masterDataPatch(edit('year_of_production', '24'), texts, english);
    expect(draft.ok).toBe(false);
    if (!draft.ok) expect(draft.errors.year_of_production).toContain('1900');
    expect(masterDataPatch(edit('vin', 'X'.repeat(18)), texts, english)).toMatchObject({
      ok: false,
      errors: { vin: 'At most 17 characters.' },
    });
  });
});

describe('the master data that take a change back', () => {
  const before = { license_plate: 'B 1', modified_at: '2026-05-18T09:00:00.000Z' };
  const patch = { license_plate: 'B 2', remark: 'New' };

  it('are the former values, and nothing where there was nothing', () => {
    expect(undoMasterData(patch, before, { ...before, ...patch })).toEqual({ license_plate: 'B 1', remark: null });
  });

  it('leave alone what somebody has changed since', () => {
    expect(undoMasterData(patch, before, { ...before, license_plate: 'B 3', remark: 'New' })).toEqual({ remark: null });
  });
});

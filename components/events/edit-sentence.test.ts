import { describe, expect, it } from 'vitest';
import { editText } from './edit-sentence.ts';
import { logEntry } from './event.fixture.ts';
import { sentenceOf, toneOf } from './log-entry.ts';

const edited = (reasons: string[], vehicle: unknown) => logEntry(1, { type: 'VehicleChanged', data: { reasons, vehicle } });

describe('the line about an edit', () => {
  it('says what became of the vehicle', () => {
    const offline = edited(['LIFE_STATUS_CHANGED'], { life_status: { value: 'OFFLINE' } });
    expect(sentenceOf(offline)).toBe('Went offline');
    expect(toneOf(offline)).toBe('offline');
    expect(sentenceOf(edited(['RENTAL_STATUS_CHANGED'], { rental_status: { value: 'IN_RENTAL' } }))).toBe('Rental: in rental');
    expect(sentenceOf(edited(['TAGS_CHANGED'], { tags: ['night', 'depot'] }))).toBe('Tags: night, depot');
  });

  it('names the reasons when there are several, and when the vehicle is not what was expected', () => {
    expect(sentenceOf(edited(['TAGS_CHANGED', 'MASTER_DATA_CHANGED'], { tags: [] }))).toContain('master data');
    expect(editText({ reasons: ['RENTAL_STATUS_CHANGED'], vehicle: {} })).toBeUndefined();
    expect(editText({ reasons: ['RENTAL_STATUS_CHANGED'], vehicle: { rental_status: { value: 'NEW' } } })).toBeUndefined();
    expect(editText({})).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { createText } from '#lib/messages/text.ts';
import { editText } from './edit-sentence.ts';
import { logEntry } from './event.fixture.ts';
import { entryText } from './log-entry.ts';

const text = createText('en');

const edited = (reasons: string[], vehicle: unknown) => logEntry(1, { type: 'VehicleChanged', data: { reasons, vehicle } });

describe('the line about an edit', () => {
  it('says what became of the vehicle', () => {
    const offline = edited(['LIFE_STATUS_CHANGED'], { life_status: { value: 'OFFLINE' } });
    expect(entryText(offline, text).sentence).toBe('Went offline');
    expect(entryText(offline, text).tone).toBe('offline');
    expect(entryText(edited(['RENTAL_STATUS_CHANGED'], { rental_status: { value: 'IN_RENTAL' } }), text).sentence).toBe(
      'Rental: In rental',
    );
    expect(entryText(edited(['TAGS_CHANGED'], { tags: ['night', 'depot'] }), text).sentence).toBe('Tags: night, depot');
  });

  it('names the reasons when there are several, and when the vehicle is not what was expected', () => {
    expect(entryText(edited(['TAGS_CHANGED', 'MASTER_DATA_CHANGED'], { tags: [] }), text).sentence).toContain('Master data');
    expect(editText({ reasons: ['RENTAL_STATUS_CHANGED'], vehicle: {} }, text)).toBeUndefined();
    expect(editText({ reasons: ['RENTAL_STATUS_CHANGED'], vehicle: { rental_status: { value: 'NEW' } } }, text)).toBeUndefined();
    expect(editText({}, text)).toBeUndefined();
  });
});

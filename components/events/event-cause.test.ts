import { describe, expect, it } from 'vitest';
import { createText } from '#lib/messages/text.ts';
import { logEntry } from './event.fixture.ts';
import { causeOf, causeSentence } from './event-cause.ts';

const text = createText('en');
const rosa = { type: 'USER', id: 'u1', name: 'Rosa' } as const;
const sentenceOf = (chain: Parameters<typeof causeOf>[0]) => {
  const cause = causeOf(chain);
  return cause && causeSentence(cause, text);
};

describe('the cause of a chain of events', () => {
  const click = logEntry(1, { type: 'CommandRequested', initiated_by: rosa, data: { command: { command: 'UNLOCK_CENTRAL_LOCK' } } });
  const effect = logEntry(3, { type: 'CentralLockChanged' });

  it('leads back to the click, in whatever order the events are known', () => {
    expect(causeOf([effect, click])).toMatchObject({ at: click.occurred_at, by: rosa });
    expect(sentenceOf([effect, click])).toMatch(/^Rosa asked for “.+” in the web app\.$/);
  });

  it('tells a program from a person', () => {
    const by = { type: 'API_CLIENT', id: 'c', name: 'Booking' } as const;
    expect(sentenceOf([{ ...click, initiated_by: by }])).toMatch(/^Booking asked for “.+” through the API\.$/);
    const edit = logEntry(4, { type: 'VehicleChanged', initiated_by: by, data: { reasons: ['TAGS_CHANGED'], vehicle: { tags: ['a'] } } });
    expect(sentenceOf([edit])).toBe('Booking changed it through the API: Tags: a');
  });

  it('is the vehicle itself where nobody asked', () => {
    expect(sentenceOf([effect])).toBe('The vehicle reported it by itself; nobody had asked for it.');
    expect(causeOf([])).toBeUndefined();
  });
});

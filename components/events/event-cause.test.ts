import { describe, expect, it } from 'vitest';
import { createText } from '#lib/messages/text.ts';
import { logEntry } from './event.fixture.ts';
import { causeOf, causeSentence, commandBefore } from './event-cause.ts';

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
    expect(sentenceOf([effect])).toBe('The vehicle reported it by itself; in the two minutes before nobody had asked for anything.');
    expect(causeOf([])).toBeUndefined();
  });

  it('names the command that was asked for shortly before a report of its effect', () => {
    const later = { ...effect, occurred_at: new Date(Date.parse(click.occurred_at) + 121_000).toISOString() };
    const cause = causeOf([effect]);
    if (!cause) throw new Error('no cause');
    expect(causeSentence(cause, text, commandBefore(effect, [click, effect]))).toMatch(
      /^The vehicle reported it. Shortly before: Rosa asked for/,
    );
    expect(commandBefore(later, [click])).toBeUndefined();
    expect(commandBefore(click, [{ ...click, occurred_at: later.occurred_at }])).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { createText } from '#lib/messages/text.ts';
import { daysLeft } from './days-left.ts';

const text = createText('en');

const archived_at = '2026-01-01T00:00:00.000Z';
const day_ms = 86_400_000;
const start_ms = Date.parse(archived_at);
const deletes_at = new Date(start_ms + 90 * day_ms).toISOString();
const daysLeftAfter = (days: number) => daysLeft({ archived_at, deletes_at }, start_ms + days * day_ms, text);

describe('daysLeft', () => {
  it('starts with all of the time', () => {
    expect(daysLeftAfter(0)).toEqual({ days: 90, share: 1, tone: 'neutral', text: '90 days' });
    expect(daysLeftAfter(0.5)).toMatchObject({ days: 90 });
    expect(daysLeftAfter(45)).toMatchObject({ days: 45, share: 0.5 });
  });

  it('warns in the last week', () => {
    expect(daysLeftAfter(83)).toMatchObject({ days: 7, tone: 'neutral' });
    expect(daysLeftAfter(84)).toMatchObject({ days: 6, tone: 'warning' });
    expect(daysLeftAfter(89.2)).toMatchObject({ days: 1, tone: 'warning', text: 'last day' });
  });

  it('ends at nothing', () => {
    expect(daysLeftAfter(90)).toMatchObject({ days: 0, share: 0, tone: 'danger' });
    expect(daysLeftAfter(400)).toMatchObject({ days: 0, share: 0 });
  });

  it('counts from the archiving when no end is told', () => {
    expect(daysLeft({ archived_at }, start_ms + 80 * day_ms, text).days).toBe(10);
    expect(daysLeft({}, start_ms, text).days).toBe(0);
  });

  it('stays full with a clock that is behind', () => {
    expect(daysLeftAfter(-2)).toMatchObject({ days: 90, share: 1 });
  });
});

import { expect, it } from 'vitest';
import { judgeQueue, type Known } from './unread-queue.ts';

const start_ms = Date.parse('2030-06-10T06:00:00.000Z');
const hour_ms = 3_600_000;
const blank: Known = { taken: 0, unread_since: null, announced_at: null, measured_at: null };

/** Measures every ten seconds to minutes as the relay does, and tells what was said and when. */
const measure = (hours: number, read: (hour: number) => { messages: number; taken: number } | undefined) => {
  let known = blank;
  const said: string[] = [];
  for (let tenth = 0; tenth <= hours * 10; tenth += 1) {
    const reading = read(tenth / 10);
    if (!reading) continue;
    const now_ms = start_ms + (tenth * hour_ms) / 10;
    const { verdict, ...unread } = judgeQueue(known, reading, now_ms);
    known = { ...unread, taken: reading.taken, measured_at: new Date(now_ms).toISOString() };
    if (verdict !== 'KEEP') said.push(`${verdict} ${tenth / 10}`);
    if (verdict === 'DROP') break;
  }
  return said;
};

it('announces after two days in which something waited and nothing was taken, and ends after three', () => {
  expect(measure(100, () => ({ messages: 5, taken: 9 }))).toEqual(['ANNOUNCE 48', 'DROP 72']);
});

it('begins anew whenever one message is taken', () => {
  expect(measure(200, (hour) => ({ messages: 5, taken: Math.floor(hour / 40) }))).toEqual([]);
  expect(measure(130, (hour) => ({ messages: 5, taken: hour >= 50 ? 1 : 0 }))).toEqual(['ANNOUNCE 48', 'ANNOUNCE 98', 'DROP 122']);
});

it('leaves a queue alone in which nothing waits, however long', () => {
  expect(measure(300, () => ({ messages: 0, taken: 0 }))).toEqual([]);
  expect(measure(130, (hour) => ({ messages: hour < 40 || hour >= 47 ? 1 : 0, taken: 0 }))).toEqual(['ANNOUNCE 95', 'DROP 119']);
});

it('does not count a time in which nothing was measured: nobody could read then', () => {
  expect(measure(140, (hour) => (hour > 10 && hour < 60 ? undefined : { messages: 1, taken: 0 }))).toEqual(['ANNOUNCE 98', 'DROP 122']);
  expect(measure(140, (hour) => (hour > 50 && hour < 90 ? undefined : { messages: 1, taken: 0 }))).toEqual(['ANNOUNCE 48', 'DROP 112']);
});

it('takes a count that fell for that of a broker which began anew, not for a reader', () => {
  expect(measure(100, (hour) => ({ messages: 1, taken: hour < 30 ? 9 : 0 }))).toEqual(['ANNOUNCE 48', 'DROP 72']);
});

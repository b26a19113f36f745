import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createConfirmWindow } from './confirm-window.ts';

it('never stands beyond an event of which a message is unconfirmed, in whatever order the broker answers', () => {
  const events = fc.array(fc.record({ topics: fc.subarray(['A', 'B', 'C']), luck: fc.nat(999) }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(events, (given) => {
      const window = createConfirmWindow(10, new Map([['A', 7]]), 500);
      const entries = given.map(({ topics }, index) => window.add(11 + index, topics));
      const answers = entries
        .flatMap((entry) => entry.topics.map((topic) => ({ entry, topic })))
        .toSorted((one, other) => (given[one.entry.sequence - 11]?.luck ?? 0) - (given[other.entry.sequence - 11]?.luck ?? 0));
      const open = new Map(entries.map(({ sequence, topics }) => [sequence, topics.length]));
      const check = () => {
        const first_open = [...open].find(([, left]) => left > 0)?.[0] ?? 11 + given.length;
        expect(window.position()).toBe(first_open - 1);
        for (const topic of ['A', 'B', 'C']) {
          const last = entries.findLast((entry) => entry.sequence < first_open && entry.topics.includes(topic));
          expect(window.lastOf(topic)).toBe(last?.sequence ?? (topic === 'A' ? 7 : 0));
        }
      };
      check();
      for (const { entry } of answers) {
        window.confirm(entry);
        open.set(entry.sequence, (open.get(entry.sequence) ?? 0) - 1);
        check();
      }
      expect(window.in_flight()).toBe(0);
    }),
  );
});

it('makes those wait who would have more in flight than it holds, and lets them go when it is shut', async () => {
  const window = createConfirmWindow(0, new Map(), 2);
  const [first, second] = [window.add(1, ['A']), window.add(2, ['A'])];
  const waiting = window.room();
  expect(waiting).toBeInstanceOf(Promise);
  window.confirm(second);
  await waiting;
  expect([window.room(), window.position()]).toEqual([undefined, 0]);
  window.add(3, ['A']);
  const refused = expect(window.room()).rejects.toThrow('over');
  window.shut(new Error('over'));
  await refused;
  await expect(window.room()).rejects.toThrow('over');
  window.confirm(first);
  expect(window.position()).toBe(0);
  await window.drained();
});

it('passes over events that concern no topic', () => {
  const window = createConfirmWindow(0, new Map(), 500);
  const entry = window.add(3, ['A']);
  window.add(500, []);
  expect(window.position()).toBe(0);
  window.confirm(entry);
  expect(window.position()).toBe(500);
});

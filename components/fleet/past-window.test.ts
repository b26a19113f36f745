import { expect, it } from 'vitest';
import { pastWindow } from './past-window.ts';

const hour_ms = 3_600_000;
const now_ms = 100 * hour_ms;
const wish = { span_ms: 6 * hour_ms, from_ms: 10 * hour_ms, now_ms, before: undefined };

it('ends at the present when the moment is near it', () => {
  const shown = pastWindow({ ...wish, at_ms: now_ms - hour_ms });
  expect(shown).toMatchObject({ begin_ms: now_ms - 6 * hour_ms, end_ms: now_ms });
});

it('has the moment in its middle further back, and begins with the history', () => {
  expect(pastWindow({ ...wish, at_ms: 50 * hour_ms })).toMatchObject({ begin_ms: 47 * hour_ms, end_ms: 53 * hour_ms });
  expect(pastWindow({ ...wish, at_ms: 11 * hour_ms })).toMatchObject({ begin_ms: 10 * hour_ms, end_ms: 14 * hour_ms });
});

it('stays where it is while the moment lies in it, and moves along when it leaves or another span is wanted', () => {
  const before = pastWindow({ ...wish, at_ms: 50 * hour_ms });
  expect(pastWindow({ ...wish, at_ms: 52 * hour_ms, before })).toBe(before);
  expect(pastWindow({ ...wish, at_ms: 54 * hour_ms, before }).end_ms).toBe(57 * hour_ms);
  expect(pastWindow({ ...wish, at_ms: 52 * hour_ms, span_ms: hour_ms, before }).span_ms).toBe(hour_ms);
});

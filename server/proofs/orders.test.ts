import { expect, it } from 'vitest';
import { reckonOrders } from './orders.fixture.ts';

const at = (seconds: number) => new Date(seconds * 1_000).toISOString();
const answered = (seconds: number) => ({ sent_at: at(seconds), settled_by: 'ANSWER' });
const unanswered = (seconds: number) => ({ sent_at: at(seconds), settled_by: null });

it('accounts for orders that come in time, late, or never', () => {
  expect(reckonOrders([answered(1), answered(3)], [at(1), at(4)])).toEqual({ surplus: 0, missing: 0 });
  expect(reckonOrders([unanswered(1), answered(3)], [at(4), at(5)])).toEqual({ surplus: 0, missing: 0 });
  expect(reckonOrders([unanswered(1), { sent_at: null, settled_by: null }], [])).toEqual({ surplus: 0, missing: 0 });
});

it('finds an order that came twice, and one that an answer was made up for', () => {
  expect(reckonOrders([answered(1), answered(3)], [at(1), at(2), at(4)])).toEqual({ surplus: 1, missing: 0 });
  expect(reckonOrders([answered(1), unanswered(3)], [at(2), at(2), at(4)])).toEqual({ surplus: 1, missing: 0 });
  expect(reckonOrders([answered(1)], [at(0.5)])).toEqual({ surplus: 1, missing: 1 });
  expect(reckonOrders([answered(1), answered(3)], [at(4)])).toEqual({ surplus: 0, missing: 1 });
});

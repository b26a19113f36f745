import { expect, it } from 'vitest';
import type { ProcessFigures } from '#lib/domain/process-figures.ts';
import { joinFigures } from './join-figures.ts';

const figuresOf = (own: Partial<ProcessFigures>): ProcessFigures => ({
  version: '1',
  memory_in_bytes: 1,
  event_loop_delay_ms: 0,
  bounds: [],
  brands: [],
  credentials: [],
  listeners: [],
  ingest: {},
  ...own,
});
const calls = { brand: 'ANY', calls: 4, failures: 1, running: 1, waiting: 0, polled_vehicles: 3, poll_lag_seconds: 7 } as const;
const listener = { brand: 'ANY', port: 1, connections: 2, unidentified: 1, refused: 0, duplicates: 1, malformed: 0 };

it('adds what gateways count, and tells the worse of two states', () => {
  const { brands, listeners } = joinFigures([
    figuresOf({ brands: [{ ...calls, breaker: 'CLOSED', last_success_at: '2' }], listeners: [listener] }),
    figuresOf({
      brands: [{ ...calls, breaker: 'HALF_OPEN', p90_ms: 5, last_success_at: '1', poll_lag_seconds: 9 }],
      listeners: [listener],
    }),
  ]);
  expect(brands).toEqual([
    {
      brand: 'ANY',
      breaker: 'HALF_OPEN',
      calls: 8,
      failures: 2,
      running: 2,
      waiting: 0,
      polled_vehicles: 6,
      poll_lag_seconds: 9,
      p90_ms: 5,
      last_success_at: '2',
    },
  ]);
  expect(listeners).toEqual([{ ...listener, connections: 4, unidentified: 2, duplicates: 2 }]);
});

it('gives what one gateway says as it is, and nothing of none', () => {
  const one = { ...calls, breaker: 'OPEN' as const };
  expect(joinFigures([figuresOf({ brands: [one], listeners: [listener] })])).toEqual({
    brands: [one],
    credentials: [],
    readers: [],
    listeners: [listener],
  });
  expect(joinFigures([])).toEqual({ brands: [], credentials: [], readers: [], listeners: [] });
});

it('gives what each gateway says of the readers of the log that are its duty', () => {
  const [trips, webhooks] = [
    { name: 'trips', waiting_events: 3 },
    { name: 'webhooks', waiting_events: 0 },
  ];
  expect(joinFigures([figuresOf({ readers: [trips] }), figuresOf({}), figuresOf({ readers: [webhooks] })]).readers).toEqual([
    trips,
    webhooks,
  ]);
});

import { expect, it } from 'vitest';
import { metricsText } from './metrics-text.ts';

it('writes figures in the text format of Prometheus, whatever a name holds', () => {
  const lines = metricsText({
    version: '1',
    memory_in_bytes: 5,
    event_loop_delay_ms: 2,
    bounds: [{ name: 'a "queue"\n', used: 1, bound: 9 }],
    brands: [
      {
        brand: 'ANY',
        breaker: 'OPEN',
        calls: 4,
        failures: 2,
        p90_ms: 1.6,
        running: 1,
        waiting: 0,
        polled_vehicles: 3,
        poll_lag_seconds: 7,
      },
    ],
    credentials: [{ credentials_id: 'C', breaker: 'CLOSED', remaining: 12 }],
    listeners: [{ brand: 'ANY', port: 1, connections: 2, unidentified: 1, refused: 0, duplicates: 0, malformed: 0 }],
    office: { name: 'host:3001', leases: 4, units: 2 },
    ingest: { reports: 8 },
  });
  expect(lines).toEqual(
    expect.arrayContaining([
      'motorpool_process_memory_bytes 5',
      'motorpool_ingest_reports_total 8',
      'motorpool_gateway_leases{name="host:3001"} 4',
      'motorpool_bound_limit{name="a _queue__"} 9',
      'motorpool_vendor_breaker_state{brand="ANY"} 2',
      'motorpool_vendor_answer_p90_ms{brand="ANY"} 2',
      'motorpool_credentials_calls_left{credentials="C"} 12',
      'motorpool_connections_unidentified{brand="ANY"} 1',
    ]),
  );
  for (const line of lines) expect(line).toMatch(/^motorpool_[a-z0-9_]+(\{[a-z]+="[^"\n]*"(,[a-z]+="[^"\n]*")*\})? -?\d+(\.\d+)?$/);
});

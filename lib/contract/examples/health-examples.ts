import type { health_operations } from '../health.ts';
import type { ExamplesOf } from './example-type.ts';
import { example_brand, vehicle_id } from './example-vehicle.ts';

const params = { vehicle_id };
const { brand } = example_brand;
const as_of = '2026-05-18T09:41:20.000Z';

export const health_examples: ExamplesOf<keyof typeof health_operations> = {
  getFreshness: {
    params,
    output: {
      value: 'fresh',
      mode: 'parked',
      expected_interval_seconds: 375,
      silence_seconds: 3600,
      last_contact_at: '2026-05-18T09:41:12.000Z',
      due_at: '2026-05-18T09:47:27.000Z',
      overdue_at: '2026-05-18T09:54:12.000Z',
      silent_at: '2026-05-18T10:41:12.000Z',
    },
  },
  getInstallationHealth: {
    output: {
      as_of,
      processes: [
        {
          kind: 'GATEWAY',
          alive: true,
          version: '0.1.0',
          started_at: '2026-05-17T22:00:00.000Z',
          reported_at: '2026-05-18T09:41:16.000Z',
          memory_in_bytes: 96_468_992,
          event_loop_delay_ms: 2,
          gateway: { name: 'gateway-1:3001', leases: 9, units: 310 },
        },
      ],
      brands: [
        {
          brand,
          name: example_brand.name,
          breaker: 'OPEN',
          calls: 40,
          failures: 10,
          error_rate: 0.25,
          p90_ms: 212,
          running: 0,
          waiting: 0,
          last_failure_at: '2026-05-18T09:41:02.000Z',
          polled_vehicles: 120,
          poll_lag_seconds: 18,
        },
      ],
      credentials: [
        {
          id: '01JVHZ5T3V0Q2N7R8W9X0Y1Z2A',
          brand,
          name: 'Montevideo',
          status: 'VALID',
          alarm: 'FAILING',
          last_success_at: '2026-05-18T09:35:11.000Z',
          consecutive_failures: 4,
          former_secret_in_use: false,
          vehicle_count: 120,
          dark_vehicles: [{ id: vehicle_id, label: 'MVD 4821' }],
        },
      ],
      mail: { set_up: true, failing: false, waiting: 0, sent: 12, failed: 0, last_sent_at: '2026-05-18T09:40:12.000Z' },
      streams: [
        { kind: 'CONSUMER', name: 'Data warehouse', status: 'FAILING', waiting: 1_204 },
        { kind: 'WEBHOOK', name: 'Booking system', status: 'ACTIVE', waiting: 0 },
        { kind: 'DUTY', name: 'trips', status: 'ACTIVE', waiting: 0 },
      ],
      listeners: [{ brand, port: 5027, connections: 310, unidentified: 1, refused: 4, malformed: 0, duplicates: 2 }],
      storage: { engine: 'SQLite', size_in_bytes: 73_400_320, log_rows: 512_004, oldest_event_at: '2026-04-18T09:41:20.000Z' },
      bounds: [{ name: 'reports that wait for their commit', used: 3, bound: 50_000 }],
      duplicate_units: [
        {
          vehicle_id,
          label: 'MVD 4821',
          brand,
          unit_id: '356307042441013',
          remote_address: '203.0.113.9',
          times: 2,
          first_seen_at: '2026-05-18T09:12:10.000Z',
          last_seen_at: '2026-05-18T09:40:10.000Z',
        },
      ],
      unassigned_units: [
        {
          brand,
          unit_id: '356307042441013',
          first_seen_at: '2026-05-18T08:02:10.000Z',
          last_seen_at: '2026-05-18T09:40:10.000Z',
        },
      ],
    },
  },
};

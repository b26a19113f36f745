/** The dashboard and `/metrics` speak of the same things: a panel over a metric that is not there shows nothing, and nobody notices. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ProcessFigures } from '#lib/domain/process-figures.ts';
import { duplicateMetrics } from './gateway/gateway-figures.ts';
import { streamMetrics } from './gateway/stream-metrics.ts';
import { metricsText } from './metrics-text.ts';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const metricsIn = (text: string): string[] => [...new Set(text.match(/\bmotorpool_[a-z0-9_]+\b/g))].sort();

/** A gateway that has everything there is to tell. */
const figures: ProcessFigures = {
  version: '1',
  memory_in_bytes: 1,
  event_loop_delay_ms: 1,
  bounds: [{ name: 'a', used: 1, bound: 2 }],
  brands: [
    { brand: 'A', breaker: 'OPEN', calls: 1, failures: 1, p90_ms: 1, running: 1, waiting: 1, polled_vehicles: 1, poll_lag_seconds: 1 },
  ],
  credentials: [{ credentials_id: 'a', breaker: 'CLOSED', limit: 1, remaining: 1 }],
  listeners: [{ brand: 'A', port: 1, connections: 1, unidentified: 1, refused: 1, malformed: 1, duplicates: 1 }],
  readers: [{ name: 'a', waiting_events: 1 }],
  ingest: { reports: 1, unknown_units: 1, dropped_properties: 1, repeats: 1, commits: 1 },
};
const stream = {
  brand: 'A',
  credentials_id: 'a',
  connected: true,
  lag_ms: 1,
  alarm: false,
  waiting_messages: 1,
  messages: 1,
  skipped: 1,
} as Parameters<typeof streamMetrics>[0];

const listeners = new Map([['A', { counters: { duplicates: 1 } }]]) as unknown as Parameters<typeof duplicateMetrics>[0];

const must_be_seen = [
  'process_memory_bytes',
  'process_event_loop_delay_ms',
  'bound_used',
  'bound_limit',
  'ingest_reports_total',
  'ingest_unknown_units_total',
  'connections',
  'connections_refused_total',
  'frames_malformed_total',
  'duplicate_sessions_total',
  'vendor_breaker_state',
  'vendor_failures_5m',
  'vendor_calls_waiting',
  'vendor_poll_lag_seconds',
  'credentials_calls_left',
  'stream_connected',
  'stream_lag_seconds',
  'log_waiting_events',
].map((name) => `motorpool_${name}`);

describe('the Grafana dashboard', () => {
  const exported = metricsIn([...metricsText(figures), ...streamMetrics(stream), ...duplicateMetrics(listeners)].join('\n'));
  const dashboard = read('../deploy/grafana/motorpool.json');
  const shown = metricsIn(dashboard);

  it('names no metric that is not exported', () => {
    expect(exported.length).toBeGreaterThan(20);
    expect(shown.filter((name) => !exported.includes(name))).toEqual([]);
  });

  it('is not alone: the alarms of the production guide name none either', () => {
    const alarms = metricsIn(read('../docs/production.md'));
    expect(alarms.length).toBeGreaterThan(4);
    expect(alarms.filter((name) => !exported.includes(name))).toEqual([]);
  });

  it('shows what an operator must see, and that is exported', () => {
    expect(must_be_seen.filter((name) => !shown.includes(name) || !exported.includes(name))).toEqual([]);
  });

  it('has panels with ids and places of their own, each over something', () => {
    const { panels } = JSON.parse(dashboard) as {
      panels: { id: number; type: string; title: string; gridPos: { x: number; y: number }; targets?: { expr: string }[] }[];
    };
    const unique = (values: readonly unknown[]) => new Set(values).size === values.length;
    expect(unique(panels.map(({ id }) => id))).toBe(true);
    expect(unique(panels.map(({ gridPos: { x, y } }) => `${x} ${y}`))).toBe(true);
    expect(panels.filter(({ type, targets = [] }) => type !== 'row' && targets.length === 0)).toEqual([]);
  });
});

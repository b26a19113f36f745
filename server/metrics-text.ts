import type { ProcessFigures } from '#lib/domain/process-figures.ts';

type Labels = Record<string, string>;
type Sample = [name: string, value: number, labels?: Labels];

const breaker_values = { CLOSED: 0, HALF_OPEN: 1, OPEN: 2 };
const safe = (text: string) => text.replace(/["\\\n]/g, '_');
const line = ([name, value, labels = {}]: Sample, common: Labels): string => {
  const all = Object.entries({ ...common, ...labels }).map(([label, text]) => `${label}="${safe(text)}"`);
  return `motorpool_${name}${all.length > 0 ? `{${all.join(',')}}` : ''} ${value}`;
};

const samplesOf = (figures: ProcessFigures): Sample[] => [
  ['process_memory_bytes', figures.memory_in_bytes],
  ['process_event_loop_delay_ms', figures.event_loop_delay_ms],
  ...(figures.office
    ? ([
        ['gateway_leases', figures.office.leases, { name: figures.office.name }],
        ['gateway_units', figures.office.units, { name: figures.office.name }],
      ] satisfies Sample[])
    : []),
  ...(figures.readers ?? []).map(({ name, waiting_events }): Sample => ['log_waiting_events', waiting_events, { reader: name }]),
  ...Object.entries(figures.ingest).map(([name, value]): Sample => [`ingest_${name}_total`, value]),
  ...figures.bounds.flatMap(({ name, used, bound }): Sample[] => [
    ['bound_used', used, { name }],
    ['bound_limit', bound, { name }],
  ]),
  ...figures.brands.flatMap(
    ({ brand, breaker, calls, failures, running, waiting, polled_vehicles, poll_lag_seconds, p90_ms }): Sample[] => [
      ['vendor_breaker_state', breaker_values[breaker], { brand }],
      ['vendor_calls_5m', calls, { brand }],
      ['vendor_failures_5m', failures, { brand }],
      ['vendor_calls_running', running, { brand }],
      ['vendor_calls_waiting', waiting, { brand }],
      ['vendor_polled_vehicles', polled_vehicles, { brand }],
      ['vendor_poll_lag_seconds', poll_lag_seconds, { brand }],
      ...(p90_ms === undefined ? [] : [['vendor_answer_p90_ms', Math.round(p90_ms), { brand }] satisfies Sample]),
    ],
  ),
  ...figures.credentials.flatMap(({ credentials_id: credentials, breaker, remaining }): Sample[] => [
    ['credentials_breaker_state', breaker_values[breaker], { credentials }],
    ...(remaining === undefined ? [] : [['credentials_calls_left', remaining, { credentials }] satisfies Sample]),
  ]),
  ...figures.listeners.flatMap(({ brand, connections, unidentified, refused, malformed }): Sample[] => [
    ['connections', connections, { brand }],
    ['connections_unidentified', unidentified, { brand }],
    ['connections_refused_total', refused, { brand }],
    ['frames_malformed_total', malformed, { brand }],
  ]),
];

/** Prometheus text format. Breakers: 0 closed, 1 half open, 2 open. */
export const metricsText = (figures: ProcessFigures, common: Labels = {}): string[] =>
  samplesOf(figures).map((sample) => line(sample, common));

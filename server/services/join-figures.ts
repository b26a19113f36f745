import type { BrandFigures, ListenerFigures, ProcessFigures } from '#lib/domain/process-figures.ts';

const worst = ['CLOSED', 'HALF_OPEN', 'OPEN'] as const;
const later = (a: string | undefined, b: string | undefined) => (b !== undefined && (a === undefined || b > a) ? b : a);

/** Without what neither knows. */
const known = <T extends object>(fields: T): T =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;

const joinBrands = (a: BrandFigures, b: BrandFigures): BrandFigures =>
  known({
    ...a,
    breaker: worst.findLast((state) => a.breaker === state || b.breaker === state) ?? a.breaker,
    calls: a.calls + b.calls,
    failures: a.failures + b.failures,
    p90_ms: a.p90_ms === undefined || b.p90_ms === undefined ? (a.p90_ms ?? b.p90_ms) : Math.max(a.p90_ms, b.p90_ms),
    running: a.running + b.running,
    waiting: a.waiting + b.waiting,
    last_success_at: later(a.last_success_at, b.last_success_at),
    last_failure_at: later(a.last_failure_at, b.last_failure_at),
    polled_vehicles: a.polled_vehicles + b.polled_vehicles,
    poll_lag_seconds: Math.max(a.poll_lag_seconds, b.poll_lag_seconds),
  }) as BrandFigures;

const joinListeners = (a: ListenerFigures, b: ListenerFigures): ListenerFigures => ({
  ...a,
  connections: a.connections + b.connections,
  unidentified: a.unidentified + b.unidentified,
  refused: a.refused + b.refused,
  malformed: a.malformed + b.malformed,
  duplicates: a.duplicates + b.duplicates,
});

const joinBy = <T extends { brand: string }>(all: readonly T[], join: (a: T, b: T) => T): T[] =>
  [...Map.groupBy(all, ({ brand }) => brand).values()].map((same) => same.reduce(join));

/** What several gateways say together: sums of counts, the worse of two states. Credentials are used by one gateway at a time. */
export const joinFigures = (
  gateways: readonly ProcessFigures[],
): Pick<ProcessFigures, 'brands' | 'credentials' | 'listeners'> & { readers: NonNullable<ProcessFigures['readers']> } => ({
  brands: joinBy(
    gateways.flatMap(({ brands }) => brands),
    joinBrands,
  ),
  credentials: gateways.flatMap(({ credentials }) => credentials),
  // Each is one gateway's duty at a time.
  readers: gateways.flatMap(({ readers = [] }) => readers),
  listeners: joinBy(
    gateways.flatMap(({ listeners }) => listeners),
    joinListeners,
  ),
});
